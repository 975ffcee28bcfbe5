import { createServer } from "node:https";
import { TLSSocket } from "node:tls";
import { listenOnLoopback } from "../../devkit/portal/loopback";
import type { TestPki } from "../../devkit/pki/pki";

/** A name below which only administrations are, and which nobody has. */
export const HOST = "cns.prova.gov.it";

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
  const { port, close } = await listenOnLoopback(0, () => {
    const asking = { requestCert: true, rejectUnauthorized: false, ca: pki.cardAuthority.pem };
    return createServer({ cert, key, ...asking }, ({ socket, headers }, response) => {
      const known = (socket instanceof TLSSocket && socket.authorized) || (headers.cookie?.includes(SESSION) ?? false);
      const cookie = known ? { "Set-Cookie": `${SESSION}; Path=/; Secure; HttpOnly` } : {};
      response.writeHead(200, { "Content-Type": "text/html", ...cookie });
      response.end(`<!doctype html><title>Ente di prova</title><p>${known ? "Bentornata" : "Benvenuto chiunque"}`);
    });
  });
  return { url: `https://${HOST}:${port}/`, close };
}
