import { seenLines } from "../../shared/seen-text";

/** Marks on one letter. A pile of them covers the lines around it. */
const PILE = /(\p{M}{2})\p{M}+/gu;

/**
 * Foreign text as it may stand among Varco's own words: no characters that hide or turn text, single spaces, at most
 * one empty line, at most `limit` characters and then "…".
 */
export function plainText(text: string, limit: number): string {
  const lines = text
    // Nothing that is shown needs more source than this.
    .slice(0, limit * 8)
    .replace(/\r\n?|[\f\v\u0085\u2028\u2029]/g, "\n")
    .replace(/[^\S\n]/g, " ");
  const seen = seenLines(lines)
    .replace(PILE, "$1")
    .replace(/ {2,}/g, " ")
    .replace(/ ?\n ?/g, "\n")
    .replace(/\n{3,}/g, "\n\n")
    .trim();
  const characters = Array.from(seen);
  return characters.length <= limit ? seen : `${characters.slice(0, limit).join("")}…`;
}

/** The same in one line. */
export function plainLine(text: string, limit: number): string {
  return plainText(text.slice(0, limit * 8).replace(/\s/g, " "), limit);
}
