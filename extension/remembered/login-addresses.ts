import * as v from "valibot";
import browser from "webextension-polyfill";

/** Beside the list of remembered portals: the paths by which they were entered. */
const KEY = "loginPaths";
const stored = v.fallback(v.record(v.string(), v.array(v.string())), {});
/** Paths kept for one portal. */
const PATHS = 8;

/**
 * Remembers an address (without its query) at which a remembered portal answers browsers without a certificate with a
 * page of its own.
 */
export async function rememberLoginAddress(url: string): Promise<void> {
  const { origin, pathname } = new URL(url);
  const paths = await loginPaths();
  const others = (paths[origin] ?? []).filter((path) => path !== pathname);
  await browser.storage.local.set({ [KEY]: { ...paths, [origin]: [...others, pathname].slice(-PATHS) } });
}

/** Forgets all addresses of a portal. */
export async function forgetLoginAddresses(origin: string): Promise<void> {
  const kept = Object.entries(await loginPaths()).filter(([one]) => one !== origin);
  await browser.storage.local.set({ [KEY]: Object.fromEntries(kept) });
}

/**
 * Whether this is such an address. Varco takes only these before the browser visits them: many portals have pages for
 * everybody on the same origin. Where the connection fails instead, it fails before the browser has sent anything.
 */
export async function isLoginAddress(url: string): Promise<boolean> {
  const { origin, pathname } = new URL(url);
  return ((await loginPaths())[origin] ?? []).includes(pathname);
}

async function loginPaths(): Promise<Record<string, string[]>> {
  const { [KEY]: value } = await browser.storage.local.get(KEY);
  return v.parse(stored, value);
}
