import { MODULE_NAME } from "../../shared/identity";

/**
 * `pkcs11.txt` of an NSS database as text: entries of `field=value` lines, apart by empty lines, in the order in which
 * NSS loads them. Source: NSS, lib/util/utilmod.c. Characters stay as they are, in whatever encoding: use latin1.
 */
const ENTRY = /(?:(?!\r?\n)[^\n]+\n?)+(?:\r?\n)*/g;

interface Entry {
  /** What it is called. */
  readonly name: string;
  /** What it loads. */
  readonly library: string;
  /** Where its text begins, and where it ends with the line breaks after it. */
  readonly start: number;
  readonly end: number;
}

/** What another program's entry that loads such a library is called; null: there is none. */
export function otherEntry(text: string, isWanted: (library: string) => boolean): string | null {
  return entries(text).find(({ name, library }) => name !== MODULE_NAME && isWanted(library))?.name ?? null;
}

/** The entries of other programs that load something. */
export function otherEntries(text: string): readonly { readonly name: string; readonly library: string }[] {
  return entries(text).flatMap(({ name, library }) =>
    name === MODULE_NAME || library === "" ? [] : [{ name, library }],
  );
}

/** The library that our own entry loads; null: we have none. */
export function ownLibrary(text: string): string | null {
  return own(text)[0]?.library ?? null;
}

/**
 * The text with our entry, which loads `library`: in the place of the one that is there, else last. (A module that the
 * proxy starts too must have been started by NSS before: NSS leaves out a module that somebody else has started.)
 */
export function withEntry(text: string, library: string): string {
  const lines = `library=${library}\nname=${MODULE_NAME}`;
  const [first, ...more] = own(text);
  if (first) {
    if (first.library === library && more.length === 0) return text;
    const end = ending(text.slice(first.start, first.end));
    return `${text.slice(0, first.start)}${lines}${end}${cut(text, more).slice(first.end)}`;
  }
  // As many line breaks as it takes for an empty line; so many more come after the entry, to be known when it goes.
  const missing = text === "" ? 0 : Math.max(0, PROPER_END - count(ending(text)));
  return `${text}${"\n".repeat(missing)}${lines}${"\n".repeat(PROPER_END + missing)}`;
}

/** The text without our entry: as it was before, with what others have written since. */
export function withoutEntry(text: string): string {
  const away = own(text);
  const left = cut(text, away);
  if (away.at(-1)?.end !== text.length) return left;
  const added = count(ending(text)) - PROPER_END;
  // We add line feeds. One behind a carriage return that was there before takes nothing of that with it.
  return added > 0 ? left.replace(new RegExp(`\\n{0,${added}}$`), "") : left;
}

/** Line breaks that make an empty line: that of the last line, and one more. */
const PROPER_END = 2;

/** The line breaks at the end of a text. */
function ending(text: string): string {
  return /(?:\r?\n)*$/.exec(text)?.[0] ?? "";
}

function count(lineBreaks: string): number {
  return lineBreaks.replaceAll("\r", "").length;
}

function cut(text: string, away: readonly Entry[]): string {
  return away.reduceRight((left, { start, end }) => left.slice(0, start) + left.slice(end), text);
}

function own(text: string): Entry[] {
  return entries(text).filter(({ name }) => name === MODULE_NAME);
}

function entries(text: string): Entry[] {
  return [...text.matchAll(ENTRY)].map((found) => ({
    name: value(found[0], "name"),
    library: value(found[0], "library"),
    start: found.index,
    end: found.index + found[0].length,
  }));
}

/** A value of an entry, without its quotes. Names of fields are in any case. */
function value(entry: string, field: string): string {
  const raw = new RegExp(`^${field}=([^\\r\\n]*)`, "im").exec(entry)?.[1] ?? "";
  return /^"(.*)"$/.exec(raw)?.[1]?.replace(/\\(.)/g, "$1") ?? raw;
}
