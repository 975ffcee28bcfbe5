import * as v from "valibot";
import browser from "webextension-polyfill";
import type { ModuleState } from "../module/view";

/** In local storage of the extension. Absent until a login has looked. */
const KEY = "browserHasNoCard";
const stored = v.fallback(v.boolean(), false);

/** States in which the browser, now and after its next start, has no card of its own. */
const WITHOUT: readonly ModuleState[] = ["unavailable", "unseen", "possible"];

/** Whether the browser itself could not use the card when that was last looked at: its own visits fail. */
export async function browserHasNoCard(): Promise<boolean> {
  const { [KEY]: value } = await browser.storage.local.get(KEY);
  return v.parse(stored, value);
}

/** Keeps what the browser can do with the PKCS#11 module. */
export async function noteModule(state: ModuleState): Promise<void> {
  const without = WITHOUT.includes(state);
  if (without !== (await browserHasNoCard())) await browser.storage.local.set({ [KEY]: without });
}
