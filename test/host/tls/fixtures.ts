import assert from "node:assert/strict";
import { spawn, type ChildProcessWithoutNullStreams } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { createServer as createHttpServer, type RequestListener } from "node:http";
import { createConnection, createServer as createTcpServer, type Server, type Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { createServer as createTlsServer, type TlsOptions, type TLSSocket } from "node:tls";
import type { Issued } from "../../../devkit/pki/authority";
import { writePem } from "../../../devkit/pki/pem-files";
import { createTestPki, type TestPki } from "../../../devkit/pki/pki";
import { listenLines, startNginx } from "../../../devkit/portal/nginx";
import type { ErrorCode } from "../../../shared/errors";
import { VarcoError } from "../../../shared/errors";
import { TlsOrigin, type TlsOriginOptions } from "../../../native-host/tls/origin";
import type { TlsConnection } from "../../../native-host/tls/connection";

/** The names of every well-behaved test server. */
export const NAMES = ["portal.localhost", "idp.localhost", "127.0.0.1", "::1"] as const;
export const VERSIONS = ["TLSv1.2", "TLSv1.3"] as const;

let pki: Promise<TestPki> | undefined;
export const testPki = (): Promise<TestPki> => (pki ??= createTestPki());

/** Closes something that a test left open; may return a promise. */
type Close = () => unknown;

/** Everything that a test left open. */
const open: Close[] = [];

/** Lets {@link closeAll} call `close`; the last one first. */
export const later = (close: Close): void => {
  open.push(close);
};

export async function closeAll(): Promise<void> {
  while (open.length > 0) await open.pop()?.();
}

/** The certificates of a `describe`. */
export interface TlsSetup {
  readonly pki: TestPki;
  /** The certificate of a server with all {@link NAMES}. */
  readonly server: Issued;
  readonly card: Issued;
  /** Key and certificate of that server. */
  readonly serverOptions: TlsOptions;
  /** The same, and it asks for a card. */
  readonly askingOptions: TlsOptions;
}

/** Makes the certificates before the tests of a `describe`, and closes after each test what that left open. */
export function tlsSetup(): TlsSetup {
  let made: { readonly pki: TestPki; readonly server: Issued; readonly card: Issued } | null = null;
  const ready = () => made ?? assert.fail("the certificates are not made yet");
  before(async () => {
    const pki = await testPki();
    made = { pki, server: await pki.server([...NAMES]), card: await pki.card() };
  });
  afterEach(closeAll);
  const setup: TlsSetup = {
    get pki() {
      return ready().pki;
    },
    get server() {
      return ready().server;
    },
    get card() {
      return ready().card;
    },
    get serverOptions() {
      return { key: ready().server.keyPem, cert: ready().server.pem };
    },
    get askingOptions() {
      return { ...setup.serverOptions, ca: [ready().pki.cardAuthority.pem], requestCert: true };
    },
  };
  return setup;
}

/** An origin that trusts the test PKI. */
export async function originOf(
  port: number,
  options: Partial<TlsOriginOptions> & { host?: string } = {},
): Promise<TlsOrigin> {
  const { host = "portal.localhost", ...rest } = options;
  const extraCa = (await testPki()).serverAuthority.pem;
  const origin = new TlsOrigin({ address: { host, port }, trust: { extraCa }, clientCertificate: null, ...rest });
  later(() => origin.close());
  return origin;
}

/** A TLS server inside this process; `serve` gets every connection that shook hands. */
export async function tlsServer(options: TlsOptions, serve: (socket: TLSSocket) => void): Promise<number> {
  const server = createTlsServer(options, (socket) => {
    socket.on("error", () => undefined);
    // A Node server that ends right here, in the middle of its own handshake, forgets close_notify.
    setImmediate(serve, socket);
  });
  return listen(server);
}

/**
 * nginx with the certificate of the server and the list of the card's authority. `directives`: the rest of its
 * `server`.
 */
export async function nginxServer({ server, pki }: TlsSetup, directives: readonly string[]): Promise<number> {
  const running = await startNginx({
    ports: [0],
    async conf({ folder, ports }) {
      const files = await writePem(folder, "server", server);
      const ca = await writePem(folder, "ca", pki.cardAuthority);
      return [
        `server { ${listenLines(ports[0]!, "ssl")}`,
        `ssl_certificate ${files.certificate}; ssl_certificate_key ${files.key};`,
        `ssl_client_certificate ${ca.certificate};`,
        ...directives,
        "}",
      ].join("\n");
    },
  });
  later(() => running.close());
  return running.ports[0]!;
}

/** The subject of the client's certificate, on the side of the server. */
export const peerName = (socket: TLSSocket): string => socket.getPeerX509Certificate()?.subject ?? "nobody";

let published = 0;

/**
 * A plain web server inside this process; returns an address there that ends with this name. No address comes twice,
 * even where a port does: the host keeps what it has fetched by the address.
 */
export async function webServer(name: string, answer: RequestListener): Promise<string> {
  const port = await listen(createHttpServer(answer));
  published += 1;
  return `http://127.0.0.1:${port}/${published}/${name}`;
}

/** A TCP server inside this process. */
export async function tcpServer(serve: (socket: Socket) => void): Promise<number> {
  return listen(
    createTcpServer((socket) => {
      socket.on("error", () => undefined);
      serve(socket);
    }),
  );
}

export async function listen(server: Server): Promise<number> {
  const sockets = new Set<Socket>();
  server.on("connection", (socket: Socket) => {
    sockets.add(socket);
    socket.on("close", () => sockets.delete(socket));
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  later(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("not a TCP server");
  return address.port;
}

/** A relay to another port, on which a test can listen in. */
export interface Tap {
  readonly port: number;
  /** The bytes of the clients. */
  readonly sent: () => Buffer;
  /** On how many connections the server has said something. */
  readonly answered: () => number;
  /** Resets all connections with clients. */
  readonly reset: () => void;
}

export async function tap(port: number): Promise<Tap> {
  const chunks: Buffer[] = [];
  const clients = new Set<Socket>();
  const answered = new Set<Socket>();
  const tapped = await tcpServer((client) => {
    clients.add(client);
    const server = createConnection(port, "127.0.0.1");
    server.on("error", () => client.destroy());
    server
      .on("data", (bytes) => {
        client.write(bytes);
        answered.add(client);
      })
      .on("close", () => client.destroy());
    client
      .on("data", (bytes) => {
        chunks.push(bytes);
        server.write(bytes);
      })
      .on("close", () => server.end());
  });
  return {
    port: tapped,
    sent: () => Buffer.concat(chunks),
    answered: () => answered.size,
    reset: () => clients.forEach((client) => client.resetAndDestroy()),
  };
}

export interface OpensslServer {
  readonly port: number;
  readonly child: ChildProcessWithoutNullStreams;
  /** Resolves with the first line of its output that matches. */
  readonly line: (pattern: RegExp) => Promise<string>;
}

/** `openssl s_server` with a certificate: for what Node's own server cannot do. */
export async function opensslServer(issued: Issued, ...options: string[]): Promise<OpensslServer> {
  const folder = await mkdtemp(join(tmpdir(), "varco-s_server-"));
  const files = await writePem(folder, "server", issued);
  const child = spawn("openssl", [
    "s_server",
    "-accept",
    "127.0.0.1:0",
    "-cert",
    files.certificate,
    "-key",
    files.key,
    ...options,
  ]);
  const lines: string[] = [];
  const waiting = new Set<() => void>();
  for (const stream of [child.stdout, child.stderr]) {
    createInterface({ input: stream }).on("line", (text) => {
      lines.push(text);
      waiting.forEach((look) => look());
    });
  }
  later(async () => {
    const exited = once(child, "exit");
    if (child.exitCode === null && child.kill()) await exited;
    await rm(folder, { recursive: true });
  });
  const line = (pattern: RegExp): Promise<string> =>
    new Promise((resolve) => {
      const look = (): void => {
        const found = lines.find((text) => pattern.test(text));
        if (found === undefined) return;
        waiting.delete(look);
        resolve(found);
      };
      waiting.add(look);
      look();
    });
  const accept = await line(/^ACCEPT /);
  return { port: Number(accept.split(":").pop()), child, line };
}

/** The predicate of `assert.rejects` for a code of the closed list. */
export const code =
  (expected: ErrorCode) =>
  (error: unknown): boolean => {
    if (error instanceof VarcoError && error.code === expected) return true;
    throw new Error(`expected ${expected}, got ${String(error)}`, { cause: error });
  };

/** A chunk of a stream without encoding, whose iterator does not know its type. */
export function bytesOf(chunk: unknown): Buffer {
  return Buffer.isBuffer(chunk) || chunk instanceof Uint8Array ? Buffer.from(chunk) : assert.fail("not bytes");
}

/** Everything that comes until the server closes. */
export async function readAll(connection: TlsConnection): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of connection) chunks.push(bytesOf(chunk));
  return Buffer.concat(chunks).toString("utf8");
}
