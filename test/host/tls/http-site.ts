import type { TLSSocket } from "node:tls";
import { HttpClient, type HttpAnswer } from "../../../native-host/http/client";
import { HTTP_TIMES, type HttpTimes } from "../../../native-host/http/times";
import { later, originOf, tlsServer, type TlsSetup } from "./fixtures";
import { softCard } from "./soft-card";

/** A server and our client for it, with a card. */
export interface HttpSite {
  readonly client: HttpClient;
  readonly url: (path: string) => URL;
  readonly get: (path?: string, headers?: [string, string][]) => Promise<HttpAnswer>;
  readonly post: (body: Buffer, path?: string) => Promise<HttpAnswer>;
}

/** The site of a server that listens already. */
export async function siteOn(tls: TlsSetup, port: number, times: Partial<HttpTimes> = {}): Promise<HttpSite> {
  const origin = await originOf(port, { clientCertificate: softCard(tls.card) });
  const client = new HttpClient(origin, { ...HTTP_TIMES, ...times });
  later(() => client.close());
  const url = (path: string): URL => new URL(path, `https://portal.localhost:${port}`);
  return {
    client,
    url,
    get: (path = "/", headers = []) => client.request({ method: "GET", url: url(path), headers }),
    post: (body, path = "/") => client.request({ method: "POST", url: url(path), headers: [], body }),
  };
}

/** The site of a server that answers each request with these bytes and closes, or that runs the function. */
export async function siteSaying(
  tls: TlsSetup,
  bytes: string | Buffer | ((request: Buffer, socket: TLSSocket) => void),
  times: Partial<HttpTimes> = {},
): Promise<HttpSite> {
  const port = await tlsServer(tls.serverOptions, (socket) => {
    socket.on("data", (request: Buffer) => {
      if (typeof bytes === "function") bytes(request, socket);
      else socket.end(bytes);
    });
  });
  return siteOn(tls, port, times);
}
