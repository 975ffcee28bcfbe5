import * as v from "valibot";
import browser from "webextension-polyfill";

/** In local storage of the extension. */
const KEY = "greeted";
const stored = v.fallback(v.boolean(), false);

let last: Promise<boolean> | undefined;

/**
 * Whether this profile is yet to be greeted; from now on it has been. Debian's Chromium installs extensions of packages
 * anew at each start, and Firefox may tell only of its start where a package has brought the extension.
 */
export function greetsFirst(): Promise<boolean> {
  last ??= firstTime();
  const first = last;
  // Whoever asks next comes too late, also while the storage is still being read.
  last = Promise.resolve(false);
  return first;
}

async function firstTime(): Promise<boolean> {
  const { [KEY]: value } = await browser.storage.local.get(KEY);
  if (v.parse(stored, value)) return false;
  await browser.storage.local.set({ [KEY]: true });
  return true;
}
