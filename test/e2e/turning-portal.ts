import { createServer, type Server } from "node:https";
import { createServer as createTcpServer } from "node:net";
import type { TestPki } from "../../devkit/pki/pki";
import { listenOnLoopback } from "../../devkit/portal/loopback";

const HOST = "volubile.localhost";

/**
 * A portal with one page. At first everybody may see it, then those with a certificate only, then everybody again: each
 * turn cuts the open connections. With a certificate, the page leads on to the given address.
 */
export interface TurningPortal {
  readonly url: string;
  /** Handshakes that failed for want of a certificate. */
  readonly refused: () => number;
  readonly turn: () => void;
  readonly close: () => Promise<void>;
}

export async function startTurningPortal(pki: TestPki, next = "/"): Promise<TurningPortal> {
  const { pem: cert, keyPem: key } = await pki.server([HOST]);
  const open = createServer({ cert, key }, (_request, response) => {
    // A browser that keeps the page would not ask for it again on the way back.
    response.writeHead(200, { "Content-Type": "text/html", "Cache-Control": "no-store" });
    response.end("<!doctype html><title>Portale</title><p id=open>Pagina per tutti");
  });
  const asking = { ca: pki.cardAuthority.pem, requestCert: true, rejectUnauthorized: true };
  const required = createServer({ cert, key, ...asking }, (_request, response) => {
    response.writeHead(302, { Location: next, "Cache-Control": "no-store" }).end();
  });
  let refused = 0;
  required.on("tlsClientError", () => {
    refused += 1;
  });
  let current: Server = open;
  const { port, cut, close } = await listenOnLoopback(0, () =>
    createTcpServer({ noDelay: true }, (socket) => {
      socket.on("error", () => undefined);
      current.emit("connection", socket);
    }),
  );
  return {
    url: `https://${HOST}:${port}/`,
    refused: () => refused,
    turn: () => {
      current = current === open ? required : open;
      cut();
    },
    close,
  };
}
