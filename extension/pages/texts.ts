import de from "../_locales/de/messages.json";
import en from "../_locales/en/messages.json";
import it from "../_locales/it/messages.json";
import { LANGUAGES, type Language } from "../issuers/language";

interface Message {
  readonly message: string;
  readonly placeholders?: Readonly<Record<string, { readonly content: string }>>;
}

/** The text with `$1`, `$2` … in the places of its values. */
function plain({ message, placeholders = {} }: Message): string {
  return message.replace(/\$(\w+)\$/g, (_, name: string) => placeholders[name.toLowerCase()]?.content ?? "");
}

const messages: Readonly<Record<string, Message>> = it;
const languages: Readonly<Record<Language, Readonly<Record<string, Message>>>> = { it: messages, de, en };

/**
 * The keys of all texts of `_locales`, separated by spaces: so the package has each key once. The build works this file
 * out and packs the values.
 */
export const KEYS: string = Object.keys(messages).join(" ");

/**
 * The texts in the order of `KEYS`, language by language in the order of `LANGUAGES`: a packer finds what repeats itself
 * only within 32 kB.
 */
export const TEXTS: readonly (readonly string[])[] = LANGUAGES.map((language) =>
  Object.entries(messages).map(([key, message]) => plain(languages[language][key] ?? message)),
);
