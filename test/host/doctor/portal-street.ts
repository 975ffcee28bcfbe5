import { createServer as createHttpServer, type RequestListener } from "node:http";
import { createServer } from "node:https";
import { createServer as createTcpServer, type Server, type Socket } from "node:net";
import type { TlsOptions } from "node:tls";
import type { ServerCertificateOptions } from "../../../devkit/pki/pki";
import { listenOnLoopback, type LoopbackPort } from "../../../devkit/portal/loopback";
import { Computer, STAND_IN } from "./computer";
import { OfficeProxy } from "./office-proxy";
import type { Patient } from "./rounds";

const NAME = "portal.localhost";
/** A name that only the proxy of an office knows. */
const FAR = "portale.example";
/** Seconds that the portal may be silent: what is silent here stays so. */
const PATIENCE = "3";

/** How a portal differs from the right one. */
interface Odd {
  readonly tls?: TlsOptions;
  readonly name?: string;
  readonly certificate?: ServerCertificateOptions;
  readonly status?: number;
  readonly date?: Date;
  /** Takes requests and never answers. */
  readonly mute?: boolean;
}

/** A computer, and one address at which a portal opens, now with this fault, now without. */
export class PortalStreet implements Patient {
  #open: LoopbackPort | null = null;
  #port = 0;
  #proxy: OfficeProxy | null = null;
  #publisher: LoopbackPort | null = null;

  private constructor(readonly computer: Computer) {}

  static async found(): Promise<PortalStreet> {
    const computer = await Computer.open({ registered: STAND_IN });
    const street = new PortalStreet(computer);
    await street.open({});
    street.visit(NAME);
    return street;
  }

  readonly examine: Patient["examine"] = (...options) => this.computer.examine("--timeout", PATIENCE, ...options);
  readonly paste: Patient["paste"] = (command) => this.computer.paste(command);

  /** The person takes the portal of that name. */
  visit(host: string): void {
    this.computer.url = `https://${host}:${this.#port}/`;
  }

  /** A portal that asks for the card, accepts its issuer and answers. */
  async open({ tls, name = NAME, certificate, status = 200, date = new Date(), mute }: Odd): Promise<void> {
    await this.leave();
    const { pki } = this.computer;
    const { keyPem, pem } = await pki.server(name === NAME ? [NAME, FAR] : [name], certificate);
    const options = { key: keyPem, cert: pem, ca: [pki.cardAuthority.pem], requestCert: true };
    await this.#listen(() =>
      createServer({ ...options, rejectUnauthorized: false, ...tls }, (_, response) => {
        if (mute !== true) response.writeHead(status, { date: date.toUTCString() }).end();
      }),
    );
  }

  /** A portal that leaves out its intermediate certificate, which a web server is to have. */
  async openIncomplete(answer: RequestListener): Promise<void> {
    await this.unpublish();
    this.#publisher = await listenOnLoopback(0, () => createHttpServer(answer));
    const issuerAddress = `http://127.0.0.1:${this.#publisher.port}/ca.der`;
    await this.open({ certificate: { issuer: "intermediate", issuerAddress } });
  }

  /** Ends that web server. */
  async unpublish(): Promise<void> {
    await this.#publisher?.close();
    this.#publisher = null;
  }

  /** Something else is there, which does this with every connection. */
  async openOther(welcome: (socket: Socket) => unknown): Promise<void> {
    await this.leave();
    await this.#listen(() => createTcpServer((socket) => welcome(socket.on("error", () => undefined))));
  }

  /** The person works in an office, whose proxy answers so, and takes the portal by the name that only it knows. */
  async enterOffice(answer: string): Promise<void> {
    this.#proxy = await OfficeProxy.open(answer);
    this.computer.env["https_proxy"] = `http://127.0.0.1:${this.#proxy.port}`;
    this.visit(FAR);
  }

  /** Those who run the proxy let the person through. */
  allow(): void {
    this.#proxy?.leadTo(this.#port);
  }

  async leaveOffice(): Promise<void> {
    delete this.computer.env["https_proxy"];
    await this.#proxy?.close();
    this.#proxy = null;
    this.visit(NAME);
  }

  /** Nobody is there. */
  async leave(): Promise<void> {
    await this.#open?.close();
    this.#open = null;
  }

  async close(): Promise<void> {
    await this.leave();
    await this.unpublish();
    await this.leaveOffice();
    await this.computer.close();
  }

  async #listen(accept: () => Server): Promise<void> {
    this.#open = await listenOnLoopback(this.#port, accept);
    this.#port = this.#open.port;
  }
}
