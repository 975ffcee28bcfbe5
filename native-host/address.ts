import { BlockList, isIP } from "node:net";
import { VarcoError } from "../shared/errors";
import { LIMITS } from "../shared/limits";

/** A server that connections go to. */
export interface ServerAddress {
  /** DNS name (A-labels, no trailing dot) or IP address (no brackets). */
  readonly host: string;
  readonly port: number;
}

const LOOPBACK = new BlockList();
LOOPBACK.addSubnet("127.0.0.0", 8, "ipv4");
LOOPBACK.addAddress("::1", "ipv6");

/** Parses an https URL. Throws `server.address`. */
export function parseHttpsUrl(text: string): URL {
  const url = text.length <= LIMITS.url && URL.canParse(text) ? new URL(text) : null;
  if (url === null || url.protocol !== "https:" || url.username !== "" || url.password !== "" || hasEmptyLabel(url)) {
    throw new VarcoError("server.address", { url: shown(text) });
  }
  return url;
}

/**
 * A name with an empty label belongs to nobody. OpenSSL takes a leading dot for "any name below" (X509_check_host(3)).
 */
function hasEmptyLabel({ hostname }: URL): boolean {
  return hostname.replace(/\.$/, "").split(".").includes("");
}

/** The text without possible secrets (names, passwords, queries, fragments), since the error goes to the log. */
function shown(text: string): string {
  return text
    .slice(0, 2000)
    .replace(/[?#].*$/s, "")
    .replaceAll(/[^/\\]*@/g, "")
    .slice(0, 200);
}

/** The address of a URL that {@link parseHttpsUrl} accepted. */
export function addressOf(url: URL): ServerAddress {
  return { host: hostOf(url), port: url.port === "" ? 443 : Number(url.port) };
}

/** The host of a URL: a DNS name without trailing dot, or an IP address without brackets. */
export function hostOf({ hostname }: URL): string {
  return hostname.replace(/^\[(.*)\]$/, "$1").replace(/\.$/, "");
}

/** The server's address as a URL. */
export function urlOf(address: ServerAddress): URL {
  return new URL(`https://${authorityOf(address)}`);
}

/** `host:port`, as in URLs and header fields. */
export function authorityOf({ host, port }: ServerAddress): string {
  return `${isIP(host) === 6 ? `[${host}]` : host}:${port}`;
}

export function isIpAddress(host: string): boolean {
  return isIP(host) !== 0;
}

/** Whether a host is this machine: a loopback name, or an address of the loopback interface. */
export function isThisMachine(host: string): boolean {
  const family = isIP(host);
  return family === 0 ? isLoopbackName(host) : LOOPBACK.check(host, family === 4 ? "ipv4" : "ipv6");
}

/** `localhost` and all names under it are this machine; the DNS is never asked for them (RFC 6761 §6.3). */
export function isLoopbackName(host: string): boolean {
  return /^(?:[^.]+\.)*localhost$/.test(host);
}
