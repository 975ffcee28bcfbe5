import * as v from 'valibot';
import browser from 'webextension-polyfill';
import { rememberedPortals } from '../remembered/portals';

/** Beside the list of remembered portals, and of use only together with it: the paths by which they were entered. */
const KEY = 'loginPaths';
const stored = v.fallback(v.record(v.string(), v.array(v.string())), {});
/** Paths kept for one portal. */
const PATHS = 8;

/** Remembers an address (without its query) at which a remembered portal answers browsers without a certificate with a page of its own. */
export async function rememberLoginAddress(url: string): Promise<void> {
  const { origin, pathname } = new URL(url);
  const paths = await loginPaths();
  const others = (paths[origin] ?? []).filter((path) => path !== pathname);
  const remembered = await rememberedPortals();
  // Portals that were forgotten in the meantime go.
  const kept = Object.entries(paths).filter(([one]) => remembered.includes(one));
  await browser.storage.local.set({ [KEY]: { ...Object.fromEntries(kept), [origin]: [...others, pathname].slice(-PATHS) } });
}

/**
 * Whether this is such an address. Only these are taken before the browser visits them: many portals have pages without certificate
 * on the same origin, and where the connection fails it fails before anything is sent.
 */
export async function isLoginAddress(url: string): Promise<boolean> {
  const { origin, pathname } = new URL(url);
  const paths = (await loginPaths())[origin] ?? [];
  return paths.includes(pathname) && (await rememberedPortals()).includes(origin);
}

async function loginPaths(): Promise<Record<string, string[]>> {
  const { [KEY]: value } = await browser.storage.local.get(KEY);
  return v.parse(stored, value);
}
