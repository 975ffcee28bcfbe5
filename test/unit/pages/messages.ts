import { readFileSync } from 'node:fs';

export const LANGUAGES = ['it', 'de', 'en'] as const;
export type Language = (typeof LANGUAGES)[number];

export interface Message {
  readonly message: string;
  readonly placeholders?: Readonly<Record<string, { readonly content: string }>>;
}

/** The texts of a language as the browser reads them. */
export function readMessages(language: Language): Readonly<Record<string, Message>> {
  const url = new URL(`../../../extension/_locales/${language}/messages.json`, import.meta.url);
  return JSON.parse(readFileSync(url, 'utf8'));
}

/** `i18n.getMessage` over those texts: placeholders by name, substitutions by position, nothing for an unknown key. */
export function getMessage(language: Language): (key: string, values?: string | readonly string[]) => string {
  const messages = readMessages(language);
  return (key, values = []) => {
    const entry = messages[key];
    if (entry === undefined) return '';
    const substitutions = [values].flat();
    return entry.message.replace(/\$(\w+)\$/g, (_, name: string) => {
      const content = entry.placeholders?.[name.toLowerCase()]?.content ?? '';
      return content.replace(/\$(\d)/g, (__, position: string) => substitutions[Number(position) - 1] ?? '');
    });
  };
}
