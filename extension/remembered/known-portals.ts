import * as v from "valibot";
import browser from "webextension-polyfill";
import { sitePattern } from "../login/site-pattern";

/** Where the list lives: local storage of the extension, never synchronised. */
const KEY = "knownPortals";
/** Origins that are kept. The one whose login is the longest ago goes first. */
const KEPT = 200;
const stored = v.fallback(
  v.pipe(v.array(v.pipe(v.string(), v.maxLength(300), v.regex(/^https:\/\/[^/?#@\s]+$/))), v.maxLength(KEPT)),
  [],
);

/** Whether a login at this origin has succeeded before, in an ordinary window. */
export async function isKnownPortal(origin: string): Promise<boolean> {
  return (await knownPortals()).includes(origin);
}

/** A login at this origin has succeeded. */
export async function knowPortal(origin: string): Promise<void> {
  const others = (await knownPortals()).filter((one) => one !== origin);
  await browser.storage.local.set({ [KEY]: [...others, origin].slice(-KEPT) });
}

/** Forgets the portals at the sites of a match pattern. */
export async function forgetKnown(pattern: string): Promise<void> {
  const origins = await knownPortals();
  const kept = origins.filter((origin) => sitePattern(new URL(origin).hostname) !== pattern);
  if (kept.length < origins.length) await browser.storage.local.set({ [KEY]: kept });
}

/** The one whose login is the longest ago first. A stored value that is no list of origins counts as an empty one. */
async function knownPortals(): Promise<readonly string[]> {
  const { [KEY]: value } = await browser.storage.local.get(KEY);
  return v.parse(stored, value);
}
