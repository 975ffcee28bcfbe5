import { VarcoError, type ErrorDetails } from "../../shared/errors";
import { hostOf, type ServerAddress } from "../address";

/** A proxy that tunnels connections (CONNECT, RFC 9110 §9.3.6). */
export interface Proxy extends ServerAddress {
  /** Whether the proxy itself is spoken to by TLS. */
  readonly isSecure: boolean;
  /** The `Proxy-Authorization` field (RFC 9110 §11.7.2), null where there is none to send. Never for the log. */
  readonly authorization: string | null;
  /** The way to take where this proxy cannot be reached; null: there is none. */
  readonly next: Route | null;
}

/** A proxy that wants to know who is logged in to this computer. Without a ticket, it wants a password. */
export class WantsTicket extends VarcoError {
  constructor(details: ErrorDetails) {
    super("proxy.password", details);
  }
}

/** The way to a server: through a proxy, or straight to it. */
export type Route = Proxy | "direct";

/**
 * Parses the address of a proxy, as settings write it. With `https://` it is spoken to in clear, too, as Chromium does
 * it: many settings mean no more than "the proxy for https". A password that was meant for TLS is not sent so. Throws
 * `proxy.unusable`.
 */
export function parseProxy(text: string): Proxy {
  const isForTls = /^https:/i.test(text);
  const address = text.includes("://") ? text.replace(/^https:/i, "http:") : `http://${text}`;
  const url = parsed(address, "http:", text);
  const { port, username, password } = url;
  const named = username === "" || isForTls ? null : basic(decodeURIComponent(username), decodeURIComponent(password));
  return {
    host: hostOf(url),
    port: port === "" ? 80 : Number(port),
    isSecure: false,
    next: null,
    authorization: named,
  };
}

/** Parses `host:port` of a proxy that is itself spoken to by TLS. Throws `proxy.unusable`. */
export function parseSecureProxy(server: string): Proxy {
  const url = parsed(`https://${server}`, "https:", server);
  const port = url.port === "" ? 443 : Number(url.port);
  return { host: hostOf(url), port, isSecure: true, next: null, authorization: null };
}

function parsed(address: string, protocol: string, written: string): URL {
  const url = URL.canParse(address) ? new URL(address) : null;
  if (url?.protocol !== protocol || url.hostname === "")
    throw new VarcoError("proxy.unusable", { proxy: withoutPassword(written) });
  return url;
}

/**
 * Whether a proxy that has refused us would take a ticket. `wanted`: its `Proxy-Authenticate` field, with the name of
 * the scheme alone (RFC 4559 §4.1).
 */
export function wantsTicket({ authorization }: Proxy, wanted: string | undefined): boolean {
  return authorization === null && /(^|,)\s*negotiate\s*(,|$)/i.test(wanted ?? "");
}

/** The same proxy, with a token for it. */
export function withTicket(proxy: Proxy, token: Uint8Array): Proxy {
  return { ...proxy, authorization: `Negotiate ${Buffer.from(token).toString("base64")}` };
}

function basic(name: string, password: string): string {
  return `Basic ${Buffer.from(`${name}:${password}`).toString("base64")}`;
}

function withoutPassword(text: string): string {
  return text.slice(0, 300).replace(/[^/]*@/, "");
}
