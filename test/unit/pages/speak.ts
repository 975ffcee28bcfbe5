import { useFakeBrowser } from "../fake-browser";
import type { Language } from "../../../extension/issuers/language";
import { loadLanguage } from "../../../extension/pages/i18n";
import { fakeStorage } from "./fake-storage";

/**
 * A browser of this language, with these parts besides; the texts of the pages are in it from now on. Returns its
 * storage.
 */
export async function speak(language: Language, parts: object = {}): Promise<ReturnType<typeof fakeStorage>> {
  const storage = fakeStorage();
  useFakeBrowser({ i18n: { getMessage: () => language }, storage, ...parts });
  await loadLanguage();
  return storage;
}
