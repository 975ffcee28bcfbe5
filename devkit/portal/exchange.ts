import { parseCookie } from "cookie";
import type { IncomingMessage, RequestListener, ServerResponse } from "node:http";
import { answer, notFound, type Answer } from "./answer";
import type { PresentedCertificate } from "./citizen";
import type { PortalLog } from "./log";
import type { SiteId } from "./sites";

/** Bytes of a form that the portal takes. */
const FORM_LIMIT = 1024 * 1024;

/** A request as the sites see it, however it was served. */
export interface PortalRequest {
  readonly query: URLSearchParams;
  /** Values as they came, nothing decoded. */
  readonly cookies: ReadonlyMap<string, string>;
  /** Fields of a POST; empty in a GET. */
  readonly form: URLSearchParams;
  readonly certificate: PresentedCertificate;
}

export type Handler = (request: PortalRequest) => Answer | Promise<Answer>;

/** What a page does at each method that it knows. */
export interface SitePage {
  readonly GET?: Handler;
  readonly POST?: Handler;
}

/** The pages of a site by their path. */
export type Routes = ReadonlyMap<string, SitePage>;

export interface ServedSite {
  readonly site: SiteId;
  readonly origin: string;
  readonly routes: Routes;
  readonly log: PortalLog;
  /** How this way of serving learns the client's certificate. */
  readonly certificateOf: (message: IncomingMessage) => PresentedCertificate;
}

/** Serves a site's pages over Node's HTTP. */
export function siteListener(served: ServedSite): RequestListener {
  return (message, response) => {
    void respond(served, message)
      .catch((error: unknown) => {
        served.log.add({ kind: "mistake", site: served.site, reason: String(error) });
        return answer(500, "Errore interno");
      })
      .then((result) => {
        send(response, result);
      });
  };
}

async function respond(served: ServedSite, message: IncomingMessage): Promise<Answer> {
  const { site, origin, log } = served;
  const certificate = served.certificateOf(message);
  const target = message.url ?? "";
  const url = URL.canParse(target, origin) ? new URL(target, origin) : null;
  if (url === null || url.origin !== origin || message.headers.host !== url.host) return answer(421, "Altro indirizzo");
  const cookies = cookiesOf(message);
  log.add({
    kind: "request",
    site,
    method: message.method ?? "",
    path: url.pathname,
    cookies: [...cookies.keys()],
    origin: message.headers.origin ?? null,
    referer: message.headers.referer ?? null,
    certificate: certificate.state === "verified",
  });
  const page = served.routes.get(url.pathname);
  if (!page) return notFound();
  const method = message.method === "HEAD" ? "GET" : message.method;
  const handler = method === "GET" || method === "POST" ? page[method] : undefined;
  if (!handler) {
    const refusal = answer(405, "Metodo non previsto");
    return { ...refusal, headers: { ...refusal.headers, allow: Object.keys(page).join(", ") } };
  }
  const form = method === "POST" ? await readForm(message) : new URLSearchParams();
  if (!(form instanceof URLSearchParams)) return answer(form, "Modulo troppo grande o di altro tipo");
  const result = await handler({ query: url.searchParams, cookies, form, certificate });
  if (result.refused) log.add({ kind: "refused", site, reason: result.refused });
  return result;
}

function cookiesOf(message: IncomingMessage): ReadonlyMap<string, string> {
  const pairs = Object.entries(parseCookie(message.headers.cookie ?? "", { decode: (value) => value }));
  return new Map(pairs.flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])));
}

/**
 * The fields, or the status of the fault in them. An oversized body is read and dropped, so that the answer arrives.
 */
async function readForm(message: IncomingMessage): Promise<URLSearchParams | 413 | 415> {
  if (message.headers["content-type"]?.split(";")[0]?.trim() !== "application/x-www-form-urlencoded") return 415;
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of message) {
    if (!Buffer.isBuffer(chunk)) continue;
    size += chunk.length;
    if (size <= FORM_LIMIT) chunks.push(chunk);
  }
  return size > FORM_LIMIT ? 413 : new URLSearchParams(Buffer.concat(chunks).toString("utf8"));
}

function send(response: ServerResponse, { status, headers, cookies, body }: Answer): void {
  response.writeHead(status, {
    "content-length": Buffer.byteLength(body),
    "cache-control": "no-store",
    "referrer-policy": "no-referrer",
    "x-content-type-options": "nosniff",
    ...headers,
    ...(cookies.length > 0 ? { "set-cookie": [...cookies] } : {}),
  });
  response.end(body);
}
