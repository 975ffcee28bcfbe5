import { parseCookie } from "cookie";
import { X509Certificate } from "node:crypto";
import { once } from "node:events";
import { rmSync } from "node:fs";
import { chmod, mkdtemp } from "node:fs/promises";
import { createServer, type IncomingMessage } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { answer, notFound, page, redirect, refuse, type Answer } from "../portal/answer";
import { citizenOf, type Citizen, type PresentedCertificate } from "../portal/citizen";
import { deletedHostCookie, hostCookie, SESSION_COOKIE } from "../portal/cookie-variants";
import { Expiring } from "../portal/expiring";
import { MessagePage } from "../portal/pages/message";
import { PersonalPage } from "../portal/pages/personal";

/** Milliseconds. */
const LIFETIME = 60 * 60_000;
/** Where a login may end: another origin of this machine. */
const RETURN = /^https:\/\/[\w-]+\.localhost:\d+$/;

/** The portal's application behind a web server that speaks TLS. */
export interface Application {
  /** Unix socket on which it listens. */
  readonly socket: string;
  readonly close: () => Promise<void>;
}

/**
 * An application that believes its web server: `X-SSL-Client-Verify` says SUCCESS where the certificate is good, and
 * `X-SSL-Client-Cert` holds it, as PEM or as DER in base64. It looks at them only at `/accesso`, and goes on with a
 * cookie, at the origin that `?ritorno=` names or at its own.
 */
export async function startApplication(): Promise<Application> {
  const folder = await mkdtemp(join(tmpdir(), "varco-application-"));
  // Web servers that root starts run as another user, who must get through to the socket.
  await chmod(folder, 0o711);
  const socket = join(folder, "socket");
  const respond = createResponder();
  const server = createServer((message, response) => {
    const { status, headers, cookies, body } = respond(message);
    response.writeHead(status, { ...headers, "content-length": Buffer.byteLength(body), "set-cookie": [...cookies] });
    response.end(body);
    message.resume();
  });
  await once(server.listen({ path: socket, writableAll: true }), "listening");
  const remove = (): void => {
    rmSync(folder, { recursive: true, force: true });
  };
  process.once("exit", remove);
  return {
    socket,
    close: async () => {
      const closed = once(server, "close");
      server.close();
      server.closeAllConnections();
      await closed;
      process.off("exit", remove);
      remove();
    },
  };
}

function createResponder(): (message: IncomingMessage) => Answer {
  const codes = new Expiring<Citizen>(LIFETIME, Date.now);
  const sessions = new Expiring<Citizen>(LIFETIME, Date.now);
  const pages: Readonly<Record<string, (url: URL, message: IncomingMessage) => Answer>> = {
    "/accesso": (url, message) => {
      const citizen = citizenOf(presented(message));
      if (typeof citizen === "string") return refuse(citizen, { back: "/" });
      const origin = url.searchParams.get("ritorno") ?? "";
      if (origin !== "" && !RETURN.test(origin)) return refuse("request");
      return redirect(`${origin}/entra?codice=${codes.put(citizen)}`, { status: 302 });
    },
    "/entra": (url) => {
      const citizen = codes.take(url.searchParams.get("codice") ?? "");
      if (citizen === null) return refuse("code");
      return redirect("/", { cookies: [hostCookie(SESSION_COOKIE, sessions.put(citizen), "lax")] });
    },
    "/": (_url, { headers }) => {
      const citizen = sessions.get(parseCookie(headers.cookie ?? "")[SESSION_COOKIE]);
      if (citizen === null) return page(200, MessagePage({ title: "Pagina per tutti", text: "Nessuno è entrato." }));
      return page(200, PersonalPage({ title: "Area personale", citizen, flow: "redirect", logout: true }));
    },
    "/esci": (_url, { headers }) => {
      sessions.take(parseCookie(headers.cookie ?? "")[SESSION_COOKIE]);
      return redirect("/", { cookies: [deletedHostCookie(SESSION_COOKIE)] });
    },
  };
  return (message) => {
    const url = new URL(message.url ?? "/", "http://application");
    try {
      return pages[url.pathname]?.(url, message) ?? notFound();
    } catch (thrown) {
      return answer(500, String(thrown));
    }
  };
}

function presented({ headers }: IncomingMessage): PresentedCertificate {
  const verified = headers["x-ssl-client-verify"];
  const certificate = headers["x-ssl-client-cert"];
  if (verified === "NONE" || typeof certificate !== "string") return { state: "none" };
  if (verified !== "SUCCESS") return { state: "refused" };
  // Apache writes PEM with spaces for its line ends.
  const base64 = certificate.replaceAll(/-----[A-Z ]+-----/g, "");
  return { state: "verified", certificate: new X509Certificate(Buffer.from(base64, "base64")) };
}
