import * as v from "valibot";
import browser from "webextension-polyfill";
import { LANGUAGES, type Language } from "../issuers/language";
import { loadOrganisation, organisation } from "./organisation/organisation";

/** Key in the extension's local storage, which browsers never synchronise. */
const KEY = "language";
const stored = v.fallback(v.nullable(v.picklist(LANGUAGES)), null);

/**
 * The language that the organisation or else the person chose for the pages; null: that of the browser. Loads what the
 * organisation has set.
 */
export async function chosenLanguage(): Promise<Language | null> {
  const [{ language }, { [KEY]: value }] = await Promise.all([loadOrganisation(), browser.storage.local.get(KEY)]);
  return language ?? v.parse(stored, value);
}

/** Chooses the language of all pages, also of those that are open; null: that of the browser. */
export async function chooseLanguage(language: Language | null): Promise<void> {
  if (language === null) await browser.storage.local.remove(KEY);
  else await browser.storage.local.set({ [KEY]: language });
}

/** Calls back whenever the choice changes, on any page. Returns the function that ends it. */
export function onLanguageChoice(listener: (language: Language | null) => void): () => void {
  const changed = (changes: Record<string, { newValue?: unknown }>, area: string) => {
    const change = changes[KEY];
    if (area === "local" && change) listener(organisation().language ?? v.parse(stored, change.newValue));
  };
  browser.storage.onChanged.addListener(changed);
  return () => browser.storage.onChanged.removeListener(changed);
}
