import browser from 'webextension-polyfill';
import type messages from '../_locales/it/messages.json';

/** A text of the pages. Texts of errors have a way of their own: `errorText`. */
export type MessageKey = Exclude<keyof typeof messages, `error_${string}`>;

/** The text in the person's language; `value` fills its one placeholder, where it has one. */
export function t(key: MessageKey, value = ''): string {
  return browser.i18n.getMessage(key, value);
}

/** Tag of the language that the texts are in (not that of the browser, which may be one that Varco does not speak). */
export function language(): string {
  return t('language_tag');
}

/** A day in words, from an ISO 8601 date and time; a text that is no date stays as it is. */
export function day(date: string): string {
  const parsed = new Date(date);
  if (Number.isNaN(parsed.getTime())) return date;
  return new Intl.DateTimeFormat(language(), { dateStyle: 'long' }).format(parsed);
}
