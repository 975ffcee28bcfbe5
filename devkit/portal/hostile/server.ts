import { createServer as createHttpsServer } from "node:https";
import type { IncomingMessage, ServerResponse } from "node:http";
import { createServer as createTcpServer, type Server as TcpServer, type Socket } from "node:net";
import { createServer as createTlsServer, type Server as TlsServer, type TlsOptions, type TLSSocket } from "node:tls";
import type { ErrorCode } from "../../../shared/errors";
import type { Issued } from "../../pki/authority";
import type { TestPki } from "../../pki/pki";
import { listenOnLoopback } from "../loopback";

export const HOSTILE_HOST = "ostile.localhost";

/** What a misbehaving server has received so far. Tests look here for data that must not have been sent. */
export interface Seen {
  /** TCP connections. */
  connections: number;
  /**
   * Completed TLS handshakes, and those of them with a client certificate; one that Node refuses right after is not
   * counted.
   */
  handshakes: number;
  certificates: number;
  /** Request lines. */
  readonly requests: string[];
}

export interface HostileServer {
  /** Where it misbehaves: an https address below `localhost`. */
  readonly url: string;
  readonly seen: Readonly<Seen>;
  readonly close: () => Promise<void>;
}

/** One way of misbehaving. */
export interface HostileCase {
  readonly what: string;
  /**
   * Error code that the host (for redirects: the extension) must report. null: the answer is accepted, or the code
   * depends on the client.
   */
  readonly expected: ErrorCode | null;
  start(pki: TestPki): Promise<HostileServer>;
}

export interface TlsSettings {
  /** Instead of a good certificate. */
  readonly certificate?: Issued;
  /** Over what a protected site has: a certificate of a card is required. */
  readonly tls?: TlsOptions;
}

/** A protected site that answers requests over Node's HTTP. */
export async function startHttp(
  pki: TestPki,
  answer: (request: IncomingMessage, response: ServerResponse) => void,
  settings: TlsSettings = {},
): Promise<HostileServer> {
  const seen = nothingSeen();
  const server = createHttpsServer(await tlsOptions(pki, settings), (request, response) => {
    seen.requests.push(`${request.method} ${request.url} HTTP/${request.httpVersion}`);
    response.on("error", () => undefined);
    answer(request, response);
  });
  return startTls(server, seen);
}

/** A protected site that writes bytes of its own in answer to every request. */
export async function startRaw(
  pki: TestPki,
  answer: (socket: TLSSocket) => void,
  settings: TlsSettings = {},
): Promise<HostileServer> {
  const seen = nothingSeen();
  const server = createTlsServer(await tlsOptions(pki, settings), (socket) => {
    let head = "";
    // The client may cut the connection at any time: that is what it should do.
    socket
      .on("error", () => undefined)
      .on("data", (bytes: Buffer) => {
        head += bytes.toString("latin1");
        if (!head.includes("\r\n\r\n")) return;
        seen.requests.push(head.slice(0, head.indexOf("\r\n")));
        head = "";
        answer(socket);
      });
  });
  return startTls(server, seen);
}

/** Something on a TCP port that does not even speak TLS. */
export async function startTcp(answer: (socket: Socket) => void): Promise<HostileServer> {
  const seen = nothingSeen();
  return listen(seen, (socket) => {
    socket.on("error", () => undefined);
    answer(socket);
  });
}

async function tlsOptions(pki: TestPki, { certificate, tls }: TlsSettings): Promise<TlsOptions> {
  const { pem, keyPem } = certificate ?? (await pki.server([HOSTILE_HOST]));
  return { cert: pem, key: keyPem, ca: pki.cardAuthority.pem, requestCert: true, rejectUnauthorized: true, ...tls };
}

function startTls(server: TlsServer, seen: Seen): Promise<HostileServer> {
  server.on("secureConnection", (socket) => {
    seen.handshakes += 1;
    if (socket.getPeerX509Certificate()) seen.certificates += 1;
  });
  server.on("tlsClientError", () => undefined);
  return listen(seen, (socket) => {
    server.emit("connection", socket);
  });
}

async function listen(seen: Seen, accept: (socket: Socket) => void): Promise<HostileServer> {
  const make = (): TcpServer =>
    createTcpServer({ noDelay: true }, (socket) => {
      seen.connections += 1;
      accept(socket);
    });
  const { port, close } = await listenOnLoopback(0, make);
  return { url: `https://${HOSTILE_HOST}:${port}/`, seen, close };
}

export function nothingSeen(): Seen {
  return { connections: 0, handshakes: 0, certificates: 0, requests: [] };
}
