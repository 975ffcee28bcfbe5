import type { Language } from "../../issuers/language";
import type { HelpTexts } from "../text";

/** The texts of each language are a file of their own in the package. */
const FILES: Readonly<Record<Language, () => Promise<HelpTexts>>> = {
  it: async () => (await import(/* webpackChunkName: "pages/help-it" */ "./it")).it,
  de: async () => (await import(/* webpackChunkName: "pages/help-de" */ "./de")).de,
  en: async () => (await import(/* webpackChunkName: "pages/help-en" */ "./en")).en,
};

const loaded = new Map<Language, HelpTexts>();

/** Loads the texts of a language, once. Rejects if the package lacks them. */
export async function loadHelpTexts(language: Language): Promise<void> {
  if (!loaded.has(language)) loaded.set(language, await FILES[language]());
}

/** The texts of a language that is loaded. Throws `Error` otherwise. */
export function helpTexts(language: Language): HelpTexts {
  const texts = loaded.get(language);
  if (texts === undefined) throw new Error(`The texts of the help in ${language} are not loaded`);
  return texts;
}
