import type { TLSSocket } from "node:tls";
import type { Issued } from "../../../devkit/pki/authority";
import type { TestPki } from "../../../devkit/pki/pki";
import { HttpClient, type HttpAnswer } from "../../../native-host/http/client";
import { HTTP_TIMES, type HttpTimes } from "../../../native-host/http/times";
import { closeAll, later, NAMES, originOf, testPki, tlsServer } from "./fixtures";
import { softCard } from "./soft-card";

/** A client of one server, as tests use it. */
export interface Site {
  readonly client: HttpClient;
  readonly url: (path: string) => URL;
  readonly get: (path?: string, headers?: [string, string][]) => Promise<HttpAnswer>;
}

/** Certificates of a server and of a card for a suite of HTTP tests. Whatever a test opens is closed after it. */
export class HttpStage {
  pki!: TestPki;
  server!: Issued;
  card!: Issued;

  constructor() {
    before(async () => {
      this.pki = await testPki();
      this.server = await this.pki.server([...NAMES]);
      this.card = await this.pki.card();
    });
    afterEach(closeAll);
  }

  async site(port: number, times: Partial<HttpTimes> = {}): Promise<Site> {
    const origin = await originOf(port, { clientCertificate: softCard(this.card) });
    const client = new HttpClient(origin, { ...HTTP_TIMES, ...times });
    later(() => client.close());
    const url = (path: string): URL => new URL(path, `https://portal.localhost:${port}`);
    return {
      client,
      url,
      get: (path = "/", headers = []) => client.request({ method: "GET", url: url(path), headers }),
    };
  }

  /** A server that sends these very bytes in answer to every request. */
  async saying(
    bytes: string | Buffer | ((request: Buffer, socket: TLSSocket) => void),
    times: Partial<HttpTimes> = {},
  ): Promise<Site> {
    const port = await tlsServer({ key: this.server.keyPem, cert: this.server.pem }, (socket) => {
      socket.on("data", (request: Buffer) => {
        if (typeof bytes === "function") bytes(request, socket);
        else socket.end(bytes);
      });
    });
    return this.site(port, times);
  }
}
