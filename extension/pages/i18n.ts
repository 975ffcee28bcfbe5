import browser from "webextension-polyfill";
import { LANGUAGES, type Language } from "../issuers/language";
import de from "../_locales/de/messages.json";
import en from "../_locales/en/messages.json";
import it from "../_locales/it/messages.json";
import { chosenLanguage, onLanguageChoice } from "./language-choice";

/** A text of the pages. Texts of errors have a way of their own: `errorText`. */
export type MessageKey = Exclude<keyof typeof it, `error_${string}`>;

interface Message {
  readonly message: string;
  readonly placeholders?: Readonly<Record<string, { readonly content: string }>>;
}

const TEXTS: Readonly<Record<Language, Readonly<Record<string, Message>>>> = { it, de, en };

let current: Language = "it";

/** What fills the placeholders of a text: nothing where it has none. */
type Values<Key extends MessageKey> = (typeof it)[Key] extends { readonly placeholders: object }
  ? readonly [string, ...string[]]
  : readonly [];

/** The text in the person's language; `values` fill its placeholders, `$1` of `_locales` being the first. */
export function t<Key extends MessageKey>(key: Key, ...values: Values<Key>): string {
  return textOf(key, values);
}

/** The text of any key, as `t`; a key that there is not stands for itself. */
export function textOf(key: string, values: readonly string[]): string {
  const { message, placeholders = {} } = TEXTS[current][key] ?? { message: key };
  return message.replace(/\$(\w+)\$/g, (_, name: string) => {
    const content = placeholders[name.toLowerCase()]?.content ?? "";
    return content.replace(/\$(\d)/g, (__, position: string) => values[Number(position) - 1] ?? "");
  });
}

/** Tag of the language that the texts are in (not that of the browser, which may be one that Varco does not speak). */
export function language(): Language {
  return current;
}

/** A day in words, from an ISO 8601 date and time; a text that is no date stays as it is. */
export function day(date: string): string {
  const parsed = new Date(date);
  if (Number.isNaN(parsed.getTime())) return date;
  return new Intl.DateTimeFormat(current, { dateStyle: "long" }).format(parsed);
}

/** From now on the texts are in the person's language: the one that was chosen, else the browser's. Before this, in Italian. */
export async function loadLanguage(): Promise<void> {
  current = browserLanguage();
  current = (await chosenLanguage()) ?? current;
}

/** Calls back whenever the person has chosen another language, on whatever page. Returns the function that ends it. */
export function onLanguageChange(listener: () => void): () => void {
  return onLanguageChoice((chosen) => {
    current = chosen ?? browserLanguage();
    listener();
  });
}

/** The language that the browser itself takes from `_locales`: its own, or the manifest's default where Varco does not speak that. */
function browserLanguage(): Language {
  const tag = browser.i18n.getMessage("language_tag");
  return LANGUAGES.find((known) => known === tag) ?? "it";
}
