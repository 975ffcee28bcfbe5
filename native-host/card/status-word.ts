/** What a status word means, as far as this program acts on it. */
export type StatusMeaning =
  | "ok"
  | "more-data"
  | "end-of-file"
  | "wrong-reference-data"
  | "tries-left"
  | "wrong-length"
  | "exact-length"
  | "chaining-unsupported"
  | "security-status"
  | "blocked"
  | "conditions-of-use"
  | "wrong-data"
  | "function-unsupported"
  | "file-not-found"
  | "wrong-parameters"
  | "reference-not-found"
  | "offset-beyond-end"
  | "instruction-unsupported"
  | "class-unsupported";

/** ISO/IEC 7816-4:2013 §5.6, tables 5 and 6: word, the bits of it that count, meaning. */
const STATUS_WORDS: readonly (readonly [word: number, mask: number, meaning: StatusMeaning])[] = [
  [0x9000, 0xffff, "ok"],
  [0x6100, 0xff00, "more-data"],
  [0x6282, 0xffff, "end-of-file"],
  [0x6300, 0xffff, "wrong-reference-data"],
  [0x63c0, 0xfff0, "tries-left"],
  [0x6700, 0xffff, "wrong-length"],
  [0x6883, 0xffff, "chaining-unsupported"],
  [0x6884, 0xffff, "chaining-unsupported"],
  [0x6982, 0xffff, "security-status"],
  [0x6983, 0xffff, "blocked"],
  [0x6984, 0xffff, "blocked"],
  [0x6985, 0xffff, "conditions-of-use"],
  [0x6a80, 0xffff, "wrong-data"],
  [0x6a81, 0xffff, "function-unsupported"],
  [0x6a82, 0xffff, "file-not-found"],
  [0x6a86, 0xffff, "wrong-parameters"],
  [0x6a88, 0xffff, "reference-not-found"],
  [0x6b00, 0xffff, "offset-beyond-end"],
  [0x6c00, 0xff00, "exact-length"],
  [0x6d00, 0xffff, "instruction-unsupported"],
  [0x6800, 0xffff, "class-unsupported"],
  [0x6e00, 0xffff, "class-unsupported"],
];

/** Meaning of a status word, or null when it says nothing that this program knows. */
export function meaningOf(statusWord: number): StatusMeaning | null {
  return STATUS_WORDS.find(([word, mask]) => (statusWord & mask) === word)?.[2] ?? null;
}

/** Tries that are left by a 63Cx status word, or null when the word does not say. */
export function triesLeftOf(statusWord: number): number | null {
  return meaningOf(statusWord) === "tries-left" ? statusWord & 0x0f : null;
}

/** Whether the word can be one at all: SW1 is 6X (but not 60) or 9X. ISO/IEC 7816-3:2006 §10.3.3. */
export function isStatusWord(statusWord: number): boolean {
  const sw1 = statusWord >> 8;
  return sw1 !== 0x60 && (sw1 >> 4 === 0x6 || sw1 >> 4 === 0x9);
}
