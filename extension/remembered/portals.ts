import * as v from "valibot";
import browser from "webextension-polyfill";
import { siteAccess } from "../login/site-access";
import { forgetLoginAddresses } from "./login-addresses";

/** Where the list lives: local storage of the extension, never synchronised. */
const KEY = "rememberedPortals";
const stored = v.fallback(v.array(v.pipe(v.string(), v.regex(/^https:\/\/[^/?#@\s]+$/))), []);

/**
 * Origins of the portals that log in with the card, sorted. A stored value that is no list of origins counts as an
 * empty one.
 */
export async function rememberedPortals(): Promise<readonly string[]> {
  const { [KEY]: value } = await browser.storage.local.get(KEY);
  return v.parse(stored, value);
}

/** Remembers that the portal of this origin logs in with the card. */
export async function rememberPortal(origin: string): Promise<void> {
  const origins = new Set([...(await rememberedPortals()), origin]);
  await browser.storage.local.set({ [KEY]: [...origins].sort() });
}

/** Forgets the portal and where it was entered, and gives back the access to its site. */
export async function forgetPortal(origin: string): Promise<void> {
  const origins = (await rememberedPortals()).filter((one) => one !== origin);
  await browser.storage.local.set({ [KEY]: origins });
  await forgetLoginAddresses(origin);
  if (!origins.some((one) => new URL(one).hostname === new URL(origin).hostname)) {
    await browser.permissions.remove(siteAccess(origin));
  }
}

/** Calls back whenever a page or the background changes the list. Returns the function that ends it. */
export function onRememberedChange(listener: () => void): () => void {
  const changed = (changes: Record<string, unknown>, area: string) => {
    if (area === "local" && KEY in changes) listener();
  };
  browser.storage.onChanged.addListener(changed);
  return () => browser.storage.onChanged.removeListener(changed);
}
