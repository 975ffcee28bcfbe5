import { parse } from "tldts-icann";

/**
 * The registrable domain of a host as a URL has it: one label below a public suffix (eTLD+1), by the ICANN part of the
 * public suffix list. Where no rule of the list matches, the last label is the suffix, as in browsers. null for IP
 * addresses and for a suffix itself.
 */
export function registrableDomain(hostname: string): string | null {
  return look(hostname).domain;
}

/**
 * The same for people to read: null also for names that nobody can register (RFC 6761: `localhost`, `example`, …), and
 * for a host with a dot at its end, which the list does not know.
 */
export function shownDomain(hostname: string): string | null {
  const { domain, isSpecialUse } = look(hostname);
  return isSpecialUse === true || hostname.endsWith(".") ? null : domain;
}

function look(hostname: string) {
  return parse(hostname, { extractHostname: false, validateHostname: false, detectSpecialUse: true });
}
