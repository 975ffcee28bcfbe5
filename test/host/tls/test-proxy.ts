import { createServer, type IncomingMessage, type RequestListener } from "node:http";
import { createServer as createTlsServer } from "node:https";
import { connect, type Socket } from "node:net";
import type { Duplex } from "node:stream";
import type { Issued } from "../../../devkit/pki/authority";
import { later, listen } from "./fixtures";

/** What a proxy does with a request for a tunnel. */
export type Tunneller = (asked: IncomingMessage, client: Duplex) => void;

/**
 * A proxy on loopback; returns its port. `answer`: what it does with other requests. `tls`: it is spoken to by TLS, with
 * this certificate.
 */
export async function testProxy(
  tunnel: Tunneller,
  answer: RequestListener = (_, response) => response.writeHead(405).end(),
  tls: Issued | null = null,
): Promise<number> {
  const server = tls === null ? createServer(answer) : createTlsServer({ key: tls.keyPem, cert: tls.pem }, answer);
  const clients = new Set<Duplex>();
  server.on("connect", (asked, client) => {
    clients.add(client);
    client.on("error", () => undefined);
    tunnel(asked, client);
  });
  later(() => {
    for (const client of clients) client.destroy();
  });
  return listen(server);
}

/** Lets everybody through to one port of this machine, whatever name the client asks for. */
export function throughTo(port: number, seen: IncomingMessage[] = []): Tunneller {
  return (asked, client) => {
    seen.push(asked);
    const server: Socket = connect(port, "127.0.0.1", () => {
      client.write("HTTP/1.1 200 Connection established\r\nX-Proxy: test\r\n\r\n");
      server.pipe(client).pipe(server);
    });
    server.on("error", () => client.destroy());
    client.on("close", () => server.destroy());
  };
}
