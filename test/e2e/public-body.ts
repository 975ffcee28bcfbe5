import { createServer, type Server } from "node:http";
import { createServer as createHttpsServer, type Server as HttpsServer } from "node:https";
import { connect, type Socket } from "node:net";
import type { Duplex } from "node:stream";
import { TLSSocket } from "node:tls";
import { listenOnLoopback } from "../../devkit/portal/loopback";
import type { TestPki } from "../../devkit/pki/pki";

/** A name below which only administrations are, and which nobody has. */
const HOST = "cns.prova.gov.it";

/** A proxy that alone resolves names: every name leads to this machine. */
export interface NamingProxy {
  readonly env: Readonly<Record<string, string>>;
  readonly close: () => Promise<void>;
}

export async function startNamingProxy(): Promise<NamingProxy> {
  const sockets = new Set<Duplex>();
  const keep = (socket: Duplex) => {
    sockets.add(socket);
    socket.on("error", () => socket.destroy());
    socket.once("close", () => sockets.delete(socket));
  };
  const { port, close } = await listenOnLoopback(0, () => {
    const server: Server = createServer((_, response) => response.writeHead(405).end());
    return server.on("connect", ({ url = "" }, client: Duplex) => {
      const wanted = Number(url.split(":").at(-1));
      const onward: Socket = connect(wanted, "127.0.0.1", () => {
        client.write("HTTP/1.1 200 Connection established\r\n\r\n");
        onward.pipe(client).pipe(onward);
      });
      onward.once("error", () => client.destroy());
      client.once("close", () => onward.destroy());
      keep(client);
      keep(onward);
    });
  });
  return {
    env: { https_proxy: `http://127.0.0.1:${port}` },
    close: async () => {
      for (const socket of sockets) socket.destroy();
      await close();
    },
  };
}

/**
 * A site of an invented public body that takes a certificate and demands none. Every page is for everybody, and greets
 * those who have come with a certificate before.
 */
export interface PublicBody {
  readonly url: string;
  readonly close: () => Promise<void>;
}

const SESSION = "sessione=presente";

export async function startPublicBody(pki: TestPki): Promise<PublicBody> {
  const { pem: cert, keyPem: key } = await pki.server([HOST]);
  const servers: HttpsServer[] = [];
  const { port, close } = await listenOnLoopback(0, () => {
    const asking = { requestCert: true, rejectUnauthorized: false, ca: pki.cardAuthority.pem };
    const server = createHttpsServer({ cert, key, ...asking }, ({ socket, headers }, response) => {
      const known = (socket instanceof TLSSocket && socket.authorized) || (headers.cookie?.includes(SESSION) ?? false);
      const cookie = known ? { "Set-Cookie": `${SESSION}; Path=/; Secure; HttpOnly` } : {};
      response.writeHead(200, { "Content-Type": "text/html", ...cookie });
      response.end(`<!doctype html><title>Ente di prova</title><p>${known ? "Bentornata" : "Benvenuto chiunque"}`);
    });
    servers.push(server);
    return server;
  });
  return {
    url: `https://${HOST}:${port}/`,
    close: async () => {
      for (const server of servers) server.closeAllConnections();
      await close();
    },
  };
}
