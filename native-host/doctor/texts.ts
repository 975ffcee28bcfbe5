import { de } from "./texts/de";
import { en } from "./texts/en";
import type { Language, Texts } from "./texts/form";
import { it } from "./texts/it";

export type { Language } from "./texts/form";

const TEXTS: Readonly<Record<Language, Texts>> = { it, de, en };

/** The texts of a language. */
export function textsOf(language: Language): Texts {
  return TEXTS[language];
}
