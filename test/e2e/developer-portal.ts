import { randomBytes } from "node:crypto";
import type { IncomingMessage, RequestListener } from "node:http";
import { createServer } from "node:https";
import { TLSSocket } from "node:tls";
import { listenOnLoopback } from "../../devkit/portal/loopback";
import type { Issued } from "../../devkit/pki/authority";

/** The title of the page to which a login leads. */
export const TITLE = "Area riservata";

/** A portal as its developer runs it. */
export interface DeveloperPortal {
  /** Address of the login: it asks for the card before anything else. */
  readonly login: string;
  readonly home: string;
  readonly close: () => Promise<void>;
}

/**
 * Serves a small portal by Node: one port asks for a certificate of the authority (PEM) and sends the person on with a
 * cookie, the other one shows who that is.
 */
export async function startDeveloperPortal(
  { pem: cert, keyPem: key }: Pick<Issued, "pem" | "keyPem">,
  authority: string,
): Promise<DeveloperPortal> {
  const session = randomBytes(16).toString("hex");
  let name = "";
  const ports: Awaited<ReturnType<typeof listenOnLoopback>>[] = [];
  const serve = async (listener: RequestListener, ca: string | null): Promise<string> => {
    const accept = () => {
      const options = ca === null ? {} : { ca, requestCert: true, rejectUnauthorized: true };
      const server = createServer({ cert, key, ...options }, listener);
      server.on("tlsClientError", () => {});
      return server;
    };
    const port = await listenOnLoopback(0, accept);
    ports.push(port);
    return `https://localhost:${port.port}`;
  };
  const home = await serve(({ headers }, response) => {
    const known = headers.cookie?.includes(session) ?? false;
    response.writeHead(known ? 200 : 403, { "Content-Type": "text/html; charset=utf-8" });
    response.end(`<!doctype html><title>${known ? TITLE : "Vietato"}</title><p>${known ? name : ""}</p>`);
  }, null);
  const login = await serve((request, response) => {
    name = commonNameOf(request);
    const cookie = `sessione=${session}; Path=/; Secure; HttpOnly; SameSite=Lax`;
    response.writeHead(303, { "Set-Cookie": cookie, Location: `${home}/` }).end();
  }, authority);
  const close = async () => {
    await Promise.all(ports.map((port) => port.close()));
  };
  return { login: `${login}/login`, home: `${home}/`, close };
}

function commonNameOf({ socket }: IncomingMessage): string {
  return socket instanceof TLSSocket ? [socket.getPeerCertificate().subject.CN].join() : "";
}
