import browser from "webextension-polyfill";
import { LANGUAGES, type Language } from "../issuers/language";
import type it from "../_locales/it/messages.json";
import { chosenLanguage, onLanguageChoice } from "./language-choice";
import { KEYS, TEXTS } from "./texts";

/** Key of a text on the pages. `errorText` gives the texts of errors. */
export type MessageKey = Exclude<keyof typeof it, `error_${string}`>;

const positions = new Map(KEYS.split(" ").map((key, position) => [key, position]));
let current: Language = "it";

/** Values for the placeholders of a text; none for a text without placeholders. */
type Values<Key extends MessageKey> = (typeof it)[Key] extends { readonly placeholders: object }
  ? readonly [string, ...string[]]
  : readonly [];

/** The text in the person's language. `values` fill its placeholders; the first fills `$1` in `_locales`. */
export function t<Key extends MessageKey>(key: Key, ...values: Values<Key>): string {
  return textOf(key, values);
}

/** The text of any key, as `t` gives it. An unknown key stands for itself. */
export function textOf(key: string, values: readonly string[]): string {
  const text = TEXTS[LANGUAGES.indexOf(current)]?.[positions.get(key) ?? -1] ?? key;
  return text.replace(/\$(\d)/g, (_, position: string) => values[Number(position) - 1] ?? "");
}

/** Tag of the language of the texts. The browser's own language may be one that Varco does not speak. */
export function language(): Language {
  return current;
}

/** A day in words, from an ISO 8601 date and time. A text that is no date stays as it is. */
export function day(date: string): string {
  const parsed = new Date(date);
  if (Number.isNaN(parsed.getTime())) return date;
  return new Intl.DateTimeFormat(current, { dateStyle: "long" }).format(parsed);
}

/** The time of a day, from an ISO 8601 date and time, by the clock of the computer. */
export function time(date: string): string {
  return new Intl.DateTimeFormat(current, { timeStyle: "short" }).format(new Date(date));
}

/**
 * Switches the texts from Italian to the person's language: the chosen one, else the browser's. Loads what the
 * organisation has set, too.
 */
export async function loadLanguage(): Promise<void> {
  current = browserLanguage();
  current = (await chosenLanguage()) ?? current;
}

/** Calls back whenever the person chooses another language, on any page. Returns the function that ends it. */
export function onLanguageChange(listener: () => void): () => void {
  return onLanguageChoice((chosen) => {
    current = chosen ?? browserLanguage();
    listener();
  });
}

/**
 * The language that the browser picks from `_locales`: its own, or the manifest's default if Varco does not speak that
 * one.
 */
function browserLanguage(): Language {
  const tag = browser.i18n.getMessage("language_tag");
  return LANGUAGES.find((known) => known === tag) ?? "it";
}
