import * as v from "valibot";
import browser from "webextension-polyfill";

/** In local storage of the extension. Absent until the person changes it. */
const KEY = "cardBadge";
const stored = v.fallback(v.boolean(), true);

/** Whether the button shows that an address takes the card. */
export async function wantsCardBadge(): Promise<boolean> {
  const { [KEY]: value } = await browser.storage.local.get(KEY);
  return v.parse(stored, value);
}

/** Turns that on or off. */
export async function setCardBadge(wanted: boolean): Promise<void> {
  await browser.storage.local.set({ [KEY]: wanted });
}
