import { MODULE_NAME } from '../../shared/identity';

/**
 * `pkcs11.txt` of an NSS database as text: stanzas of `name=value` lines, apart by empty lines. Source: NSS, lib/util/utilmod.c.
 * The text is handled character by character as it is, in whatever encoding: use latin1.
 */
const STANZA = /(?:[^\r\n]+(?:\r?\n|$))+(?:\r?\n)?/g;

/** One entry: what it is called and what it loads, and its text with the empty line after it. */
interface Entry {
  readonly name: string;
  readonly library: string;
  readonly start: number;
  readonly end: number;
}

/** What an entry of another program that loads one of these libraries is called; null: there is none. `isProxy` knows the library. */
export function otherEntry(text: string, isProxy: (library: string) => boolean): string | null {
  return entries(text).find(({ name, library }) => name !== MODULE_NAME && isProxy(library))?.name ?? null;
}

/** The library that our own entry loads; null: we have none. */
export function ownLibrary(text: string): string | null {
  return entries(text).find(({ name }) => name === MODULE_NAME)?.library ?? null;
}

/** The text with our entry, loading `library`. What is there of ours is replaced in its place; else it comes first, all else after it as it is. */
export function withEntry(text: string, library: string): string {
  if (ownLibrary(text) === library) return text;
  const own = `library=${library}\nname=${MODULE_NAME}\n\n`;
  const [first, ...more] = entries(text).filter(({ name }) => name === MODULE_NAME);
  if (first === undefined) return own + text;
  return text.slice(0, first.start) + own + cut(text, more).slice(first.end);
}

/** The text without our entry. */
export function withoutEntry(text: string): string {
  return cut(text, entries(text).filter(({ name }) => name === MODULE_NAME));
}

function cut(text: string, away: readonly Entry[]): string {
  return away.reduceRight((left, { start, end }) => left.slice(0, start) + left.slice(end), text);
}

function entries(text: string): Entry[] {
  return [...text.matchAll(STANZA)].map((found) => ({
    name: value(found[0], 'name'),
    library: value(found[0], 'library'),
    start: found.index,
    end: found.index + found[0].length,
  }));
}

/** A value of a stanza, without its quotes. Names of fields are in any case. */
function value(stanza: string, field: string): string {
  const raw = new RegExp(`^${field}=([^\\r\\n]*)`, 'im').exec(stanza)?.[1] ?? '';
  return /^"(.*)"$/.exec(raw)?.[1]?.replace(/\\(.)/g, '$1') ?? raw;
}
