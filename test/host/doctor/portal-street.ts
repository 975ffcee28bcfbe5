import { once } from "node:events";
import { createServer, type Server } from "node:https";
import { createServer as createTcpServer, type Server as TcpServer } from "node:net";
import type { TlsOptions } from "node:tls";
import type { ServerCertificateOptions } from "../../../devkit/pki/pki";
import { Computer, STAND_IN } from "./computer";
import type { Patient } from "./rounds";

const NAME = "portal.localhost";

/** How a portal differs from the right one. */
interface Odd {
  readonly tls?: TlsOptions;
  readonly name?: string;
  readonly certificate?: ServerCertificateOptions;
  readonly status?: number;
  readonly date?: Date;
}

/** A computer, and one address at which a portal opens, now with this fault, now without. */
export class PortalStreet implements Patient {
  #open: Server | TcpServer | null = null;
  #port = 0;

  private constructor(readonly computer: Computer) {}

  static async found(): Promise<PortalStreet> {
    const computer = await Computer.open({ registered: STAND_IN });
    const street = new PortalStreet(computer);
    await street.open({});
    street.visit(NAME);
    return street;
  }

  readonly examine: Patient["examine"] = (...options) => this.computer.examine(...options);
  readonly paste: Patient["paste"] = (command) => this.computer.paste(command);

  /** The person takes the portal of that name. */
  visit(host: string): void {
    this.computer.url = `https://${host}:${this.#port}/`;
  }

  /** A portal that asks for the card, accepts its issuer and answers. */
  async open({ tls, name = NAME, certificate, status = 200, date = new Date() }: Odd): Promise<void> {
    await this.leave();
    const { pki } = this.computer;
    const { keyPem, pem } = await pki.server([name], certificate);
    const options = { key: keyPem, cert: pem, ca: [pki.cardAuthority.pem], requestCert: true };
    await this.#listen(
      createServer({ ...options, rejectUnauthorized: false, ...tls }, (_, response) => {
        response.writeHead(status, { date: date.toUTCString() }).end();
      }),
    );
  }

  /** Something is there, and ends every connection. */
  async cut(): Promise<void> {
    await this.leave();
    await this.#listen(createTcpServer((socket) => socket.on("error", () => undefined).destroy()));
  }

  /** Nobody is there. */
  async leave(): Promise<void> {
    const server = this.#open;
    this.#open = null;
    if (server === null) return;
    server.close();
    await once(server, "close");
  }

  async close(): Promise<void> {
    await this.leave();
    await this.computer.close();
  }

  async #listen(server: Server | TcpServer): Promise<void> {
    server.listen(this.#port, "127.0.0.1");
    await once(server, "listening");
    this.#open = server;
    const address = server.address();
    if (address !== null && typeof address === "object") this.#port = address.port;
  }
}
