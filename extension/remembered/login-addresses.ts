import * as v from "valibot";
import browser from "webextension-polyfill";

/**
 * What a remembered address shows to browsers without a certificate. `login`: a page that is of no use, or another one;
 * Varco takes every visit before it begins. `failing`: none, as the connection fails. `page`: a page that may be the
 * right one; Varco takes only visits that begin anew.
 */
export type AddressKind = "login" | "failing" | "page";

/** Beside the list of remembered portals: the paths by which they were entered. */
const KEYS: Readonly<Record<AddressKind, string>> = {
  login: "loginPaths",
  failing: "failingPaths",
  page: "loginPages",
};
const stored = v.fallback(v.record(v.string(), v.array(v.string())), {});
/** Paths kept for one portal, of each kind. */
const PATHS = 8;

/** Remembers an address at which a remembered portal lets the person log in. Its query is not kept as it is. */
export async function rememberLoginAddress(url: string, kind: AddressKind): Promise<void> {
  const { origin, pathname } = new URL(url);
  const path = kind === "page" ? await withDigest(url) : pathname;
  const paths = await pathsOf(kind);
  const others = (paths[origin] ?? []).filter((one) => one !== path);
  await browser.storage.local.set({ [KEYS[kind]]: { ...paths, [origin]: [...others, path].slice(-PATHS) } });
}

/** Forgets an address of which every visit was for the login: the portal does without a certificate there now. */
export async function forgetLoginAddress(url: string): Promise<void> {
  const { origin, pathname } = new URL(url);
  for (const kind of ["login", "failing"] as const) {
    const paths = await pathsOf(kind);
    const known = paths[origin] ?? [];
    const kept = known.filter((one) => one !== pathname);
    // A portal of which nothing is kept must leave no trace by that.
    if (kept.length < known.length) await browser.storage.local.set({ [KEYS[kind]]: { ...paths, [origin]: kept } });
  }
}

/** Forgets all addresses of a portal. */
export async function forgetLoginAddresses(origin: string): Promise<void> {
  for (const kind of ["login", "failing", "page"] as const) {
    const kept = Object.entries(await pathsOf(kind)).filter(([one]) => one !== origin);
    await browser.storage.local.set({ [KEYS[kind]]: Object.fromEntries(kept) });
  }
}

/**
 * Whether every visit of this address is for the login, whatever its query. Varco takes only these, and the failing
 * ones, before the browser visits them: many portals have pages for everybody on the same origin.
 */
export function isLoginAddress(url: string): Promise<boolean> {
  return isRemembered(url, "login");
}

/** Whether the browser's own visit of this address has failed for want of a certificate, whatever its query. */
export function isFailingAddress(url: string): Promise<boolean> {
  return isRemembered(url, "failing");
}

/** Whether the person has logged in on the page of this very address, query included. */
export async function isLoginPage(url: string): Promise<boolean> {
  const pages = (await pathsOf("page"))[new URL(url).origin];
  return pages !== undefined && pages.includes(await withDigest(url));
}

/** The same, whatever the query: where the server refuses its page, the query hardly matters. */
export async function isLoginPagePath(url: string): Promise<boolean> {
  const { origin, pathname } = new URL(url);
  return ((await pathsOf("page"))[origin] ?? []).some((path) => path.split("?")[0] === pathname);
}

/** The path, with a digest in place of the query: that may hold secrets, and one path may have many pages. */
async function withDigest(url: string): Promise<string> {
  const { pathname, search } = new URL(url);
  if (search === "") return pathname;
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", new TextEncoder().encode(search)));
  return `${pathname}?${[...digest].map((byte) => byte.toString(16).padStart(2, "0")).join("")}`;
}

async function isRemembered(url: string, kind: AddressKind): Promise<boolean> {
  const { origin, pathname } = new URL(url);
  return ((await pathsOf(kind))[origin] ?? []).includes(pathname);
}

async function pathsOf(kind: AddressKind): Promise<Record<string, string[]>> {
  const { [KEYS[kind]]: value } = await browser.storage.local.get(KEYS[kind]);
  return v.parse(stored, value);
}
