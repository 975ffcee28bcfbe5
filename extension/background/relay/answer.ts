import { VarcoError } from "../../../shared/errors";
import type { HeaderList } from "../../../shared/messages";
import { encodingNamed } from "../../login/encoding";
import type { PortalSaid } from "../../login/portal-words";
import { refreshTarget } from "../../login/refresh-target";
import type { HandOverForm } from "../../login/view";
import { RefusingAnswer } from "./refusing-answer";
import { fromHeaderText } from "./header-text";
import { mediaType } from "./media-type";
import { isAttachment, portalFile, type PortalFile } from "./portal-file";
import { requestForm, visit, type PortalRequest } from "./portal-request";
import type { StrictTransport } from "./strict-transport";

/** What the portal answered to one request. */
export interface PortalAnswer {
  readonly status: number;
  readonly headers: HeaderList;
  readonly body: Uint8Array<ArrayBuffer>;
}

/** How a login goes on after an answer. */
export type NextStep =
  /** One more request to the protected origin. */
  | { readonly kind: "relay"; readonly request: PortalRequest }
  /** The answer leaves the origin: the tab goes there. */
  | { readonly kind: "leave"; readonly url: string }
  /** The same, with a body. */
  | { readonly kind: "form"; readonly form: HandOverForm }
  /** A page, in which there may be a form that goes on. */
  | { readonly kind: "page"; readonly url: string; readonly html: string; readonly encoding: string }
  /** Something else. `file`: null where there is nothing in it. */
  | { readonly kind: "content"; readonly url: string; readonly file: PortalFile | null };

/** Redirects (RFC 9110 §15.4); `keeps`: the method and the body stay. */
const REDIRECTS: ReadonlyMap<number, { keeps: boolean }> = new Map([
  [301, { keeps: false }],
  [302, { keeps: false }],
  [303, { keeps: false }],
  [307, { keeps: true }],
  [308, { keeps: true }],
]);
/** What servers say of a client certificate: 495 and 496 are nginx's own. */
const CERTIFICATE_STATUS: ReadonlySet<number> = new Set([495, 496]);
/** Where nginx answers 400, only its page tells that it is about the certificate. */
const CERTIFICATE_PAGE = /<title>\s*400 (?:The SSL certificate error|No required SSL certificate was sent)/;
/** Bytes of an error's page among which its words are looked for. */
const SAID = 64 * 1024;
const PAGE_TYPES: readonly string[] = ["text/html", "application/xhtml+xml"];

/**
 * Says how to go on after an answer to `request`; `strict` learns from it. Throws `server.http`,
 * `server.certificate-refused`, `portal.answer`, `portal.unsafe-address`.
 */
export function nextStep(answer: PortalAnswer, request: PortalRequest, strict: StrictTransport): NextStep {
  const { status } = answer;
  const { host, hostname } = new URL(request.url);
  strict.learn(hostname, field(answer, "strict-transport-security"));
  const redirect = REDIRECTS.get(status);
  if (redirect)
    return redirect.keeps
      ? repeated(locationOf(answer, request, strict), request, status)
      : moved(locationOf(answer, request, strict), request);
  const page = pageOf(answer);
  if (CERTIFICATE_STATUS.has(status) || (status === 400 && CERTIFICATE_PAGE.test(page?.html ?? ""))) {
    throw new RefusingAnswer("server.certificate-refused", { host, reason: `status ${status}` }, said(answer));
  }
  if (status < 200 || status > 299 || status === 204 || status === 205)
    throw new RefusingAnswer("portal.answer", { host, status }, said(answer));
  const refresh = refreshOf(answer, request, strict);
  if (refresh !== null) return moved(refresh, request);
  const disposition = field(answer, "content-disposition");
  if (page !== null && !isAttachment(disposition)) return { kind: "page", url: request.url, ...page };
  // 200 alone answers with the whole (RFC 9110 §15.3).
  const { url } = request;
  const file = status === 200 ? portalFile({ url, type: typeOf(answer), disposition, body: answer.body }) : null;
  return { kind: "content", url, file };
}

/** Goes on at `target` with a visit, by the host or by the browser. Throws `portal.unsafe-address`. */
function moved(target: URL, request: PortalRequest): NextStep {
  const { crossSite, fetchMetadata } = request;
  if (staysAt(target, request)) return { kind: "relay", request: { ...visit(target.href), crossSite, fetchMetadata } };
  return { kind: "leave", url: target.href };
}

/** Goes on at `target` with the same request. */
function repeated(target: URL, request: PortalRequest, status: number): NextStep {
  if (request.method === "GET") return moved(target, request);
  const again = { ...request, url: target.href };
  if (staysAt(target, request)) return { kind: "relay", request: again };
  // A visit may go to http on this machine, a form may not: the page that submits forms does so by https only.
  if (target.protocol !== "https:") throw unsafe(target, request);
  const form = requestForm(again);
  if (!form) throw new VarcoError("portal.answer", { host: new URL(request.url).host, status });
  return { kind: "form", form };
}

/**
 * Whether `target` is of the origin of the request. Throws `portal.unsafe-address` where the browser must not be sent.
 */
export function staysAt(target: URL, request: PortalRequest): boolean {
  const from = new URL(request.url);
  if (target.origin === from.origin) return true;
  if (isSafe(target)) return false;
  throw unsafe(target, request);
}

function unsafe({ protocol, host }: URL, request: PortalRequest): VarcoError {
  return new VarcoError("portal.unsafe-address", { host: new URL(request.url).host, address: `${protocol}//${host}` });
}

/** https, or http on this machine, where portals are developed. Never `javascript:`, `data:` and the like. */
function isSafe({ protocol, hostname }: URL): boolean {
  if (protocol === "https:") return true;
  return (
    protocol === "http:" &&
    (hostname === "localhost" ||
      hostname.endsWith(".localhost") ||
      hostname === "[::1]" ||
      /^127(\.\d+){3}$/.test(hostname))
  );
}

function field(answer: PortalAnswer, name: string): string | null {
  const value = answer.headers.find(([one]) => one.toLowerCase() === name)?.[1];
  return value === undefined ? null : fromHeaderText(value);
}

function locationOf(answer: PortalAnswer, request: PortalRequest, strict: StrictTransport): URL {
  const location = field(answer, "location");
  if (location === null)
    throw new VarcoError("server.http", { host: new URL(request.url).host, reason: "a redirect without an address" });
  return addressOf(location, request, strict);
}

function addressOf(location: string, request: PortalRequest, strict: StrictTransport): URL {
  const from = new URL(request.url);
  try {
    const target = strict.secured(new URL(location, from));
    // RFC 9110 §10.2.2: the fragment is inherited.
    if (target.hash === "") target.hash = from.hash;
    return target;
  } catch (thrown) {
    throw new VarcoError(
      "server.http",
      { host: from.host, reason: "a redirect to something that is no address" },
      { cause: thrown },
    );
  }
}

/** Where a `Refresh` field leads at once, null without one. */
function refreshOf(answer: PortalAnswer, request: PortalRequest, strict: StrictTransport): URL | null {
  const target = refreshTarget(field(answer, "refresh") ?? "");
  return target === null ? null : addressOf(target, request, strict);
}

function typeOf(answer: PortalAnswer): string {
  return mediaType(field(answer, "content-type"));
}

/** A page as text, and the name of its encoding. */
function pageOf(answer: PortalAnswer): { html: string; encoding: string } | null {
  if (!PAGE_TYPES.includes(typeOf(answer))) return null;
  const decoder = decoderOf(answer);
  return { html: decoder.decode(answer.body), encoding: decoder.encoding };
}

function decoderOf(answer: PortalAnswer): TextDecoder {
  const told = /charset\s*=\s*["']?([^\s"';]+)/i.exec(field(answer, "content-type") ?? "")?.[1];
  // HTML: a page tells its encoding within its first 1024 bytes, in ASCII. XML does so in its declaration.
  const start = new TextDecoder("latin1").decode(answer.body.subarray(0, 1024));
  const label =
    told ?? /<(?:meta[^>]+charset|\?xml[^>]+encoding)\s*=\s*["']?([^\s"'/>;]+)/i.exec(start)?.[1] ?? "utf-8";
  return new TextDecoder(encodingNamed(label) ?? "utf-8");
}

/** The beginning of what the portal wrote. */
function said(answer: PortalAnswer): PortalSaid {
  return { type: typeOf(answer), text: decoderOf(answer).decode(answer.body.subarray(0, SAID)) };
}
