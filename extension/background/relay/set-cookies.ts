import { parseSetCookie, type Cookie } from "set-cookie-parser";
import type { CookieToSet } from "../contracts";
import { parseCookieDate } from "./cookie-date";
import { fromHeaderText } from "./header-text";
import { domainMatches, isAddress } from "./host-name";

const SAME_SITE: Readonly<Record<string, CookieToSet["sameSite"]>> = {
  none: "no_restriction",
  lax: "lax",
  strict: "strict",
};

/**
 * The cookies of an answer's `Set-Cookie` fields, in their order, as a browser would take them from `url` (RFC 6265
 * §5.3 and the name prefixes of RFC 6265bis §4.1.3); those that a browser would ignore are left out. `now` in
 * milliseconds since 1970.
 */
export function cookiesToSet(fields: readonly string[], url: string, now: number): CookieToSet[] {
  const from = new URL(url);
  return fields.flatMap((field) => {
    const text = fromHeaderText(field);
    const cookies = parseSetCookie([text], { decodeValues: false, silent: true, split: false });
    return cookies.map((cookie) => toSet(cookie, expiresOf(text), from, now)).filter((cookie) => cookie !== null);
  });
}

/** The parser takes for dates what browsers do not, such as 0. */
function expiresOf(field: string): number | null {
  const values = [...field.matchAll(/;\s*expires\s*=([^;]*)/gi)].map(([, value = ""]) => value);
  return values.map(parseCookieDate).findLast((date) => date !== null) ?? null;
}

function toSet(cookie: Cookie, expires: number | null, from: URL, now: number): CookieToSet | null {
  const domain = (cookie.domain ?? "").replace(/^\./, "").toLowerCase();
  if (domain !== "" && !domainMatches(from.hostname, domain)) return null;
  const path = cookie.path?.startsWith("/") ? cookie.path : defaultPath(from.pathname);
  const secure = cookie.secure ?? false;
  const sameSite = SAME_SITE[cookie.sameSite?.toLowerCase() ?? ""] ?? "unspecified";
  if (sameSite === "no_restriction" && !secure) return null;
  const hostOnly = domain === "" || isAddress(from.hostname);
  if (!prefixHolds(cookie.name, { secure, hostOnly: domain === "", path })) return null;
  const expirationDate = expiry(cookie, expires, now);
  return {
    url: from.href,
    name: cookie.name,
    value: cookie.value,
    path,
    secure,
    sameSite,
    httpOnly: cookie.httpOnly ?? false,
    partitioned: (cookie.partitioned ?? false) && secure,
    ...(hostOnly ? {} : { domain }),
    ...(expirationDate === null ? {} : { expirationDate }),
  };
}

/** RFC 6265 §5.1.4. */
function defaultPath(path: string): string {
  const end = path.lastIndexOf("/");
  return end <= 0 ? "/" : path.slice(0, end);
}

/** Firefox leaves this check to the caller of `cookies.set`. */
function prefixHolds(
  name: string,
  { secure, hostOnly, path }: { secure: boolean; hostOnly: boolean; path: string },
): boolean {
  const prefix = /^__(host|secure)-/i.exec(name)?.[1]?.toLowerCase();
  if (prefix === undefined) return true;
  return secure && (prefix === "secure" || (hostOnly && path === "/"));
}

/** Seconds since 1970; null: the cookie ends with the browser. */
function expiry(cookie: Cookie, expires: number | null, now: number): number | null {
  if (cookie.maxAge !== undefined) return cookie.maxAge <= 0 ? 1 : now / 1000 + cookie.maxAge;
  // Servers delete cookies with dates as early as 1601. Browsers count from 1970.
  return expires === null ? null : Math.max(1, expires / 1000);
}
