import { readFileSync } from "node:fs";

export const LANGUAGES = ["it", "de", "en"] as const;
export type Language = (typeof LANGUAGES)[number];

export interface Message {
  readonly message: string;
  readonly placeholders?: Readonly<Record<string, { readonly content: string }>>;
}

/** The texts of a language as the browser reads them. */
export function readMessages(language: Language): Readonly<Record<string, Message>> {
  const url = new URL(`../../../extension/_locales/${language}/messages.json`, import.meta.url);
  return JSON.parse(readFileSync(url, "utf8"));
}
