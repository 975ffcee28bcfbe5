import de from "../_locales/de/messages.json";
import en from "../_locales/en/messages.json";
import it from "../_locales/it/messages.json";

interface Message {
  readonly message: string;
  readonly placeholders?: Readonly<Record<string, { readonly content: string }>>;
}

/** The text with `$1`, `$2` … in the places of its values. */
function plain({ message, placeholders = {} }: Message): string {
  return message.replace(/\$(\w+)\$/g, (_, name: string) => placeholders[name.toLowerCase()]?.content ?? "");
}

const german: Readonly<Record<string, Message>> = de;
const english: Readonly<Record<string, Message>> = en;

/**
 * All texts of `_locales` by their key, in the order of `LANGUAGES`: so the package has each key once. The build works
 * this file out and packs the value.
 */
export const TEXTS: Readonly<Record<string, readonly string[]>> = Object.fromEntries(
  Object.entries<Message>(it).map(([key, message]) => [
    key,
    [message, german[key] ?? message, english[key] ?? message].map(plain),
  ]),
);
