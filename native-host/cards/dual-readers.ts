import type { ReaderState } from "../readers/readers";

/**
 * Words by which names tell the parts of one device: `ACS ACR1281 1S Dual Reader PICC 0`, `… [OMNIKEY 5422CL Smartcard
 * Reader] …`. They are the names of the CCID drivers' lists.
 */
const PART = /\b(?:ICC|PICC|SAM|CL|contact|contactless|RFID|NFC)\b/gi;

/** Readers whose card another part of the same device reads through its contacts leave it to that one. */
export function preferContacts<T extends ReaderState>(readers: readonly T[]): readonly T[] {
  const byContacts = new Set(
    readers.filter(({ card }) => card && !isByRadio(card.atr)).map(({ name }) => deviceOf(name)),
  );
  return readers.filter(({ name, card }) => !card || !isByRadio(card.atr) || !byContacts.has(deviceOf(name)));
}

/** Whether the reader has made up this ATR for a contactless card: 3B 8n 80 01 … (PC/SC part 3 §3.1.3.2.3). */
export function isByRadio([ts, t0, td1, td2]: Uint8Array): boolean {
  return ts === 0x3b && t0 !== undefined && t0 >> 4 === 8 && td1 === 0x80 && td2 === 0x01;
}

/**
 * What the names of the parts of one device have in common. pcsc-lite puts the part in brackets and numbers behind it,
 * Windows and macOS put the part at the end.
 */
function deviceOf(name: string): string {
  return name
    .replace(/\[[^\]]*\]/g, " ")
    .replace(/(?:\s+[0-9a-f]{1,2}){1,2}\s*$/i, "")
    .replace(PART, " ")
    .replace(/(\d)CL\b/g, "$1")
    .replace(/\s+/g, " ")
    .trim()
    .toLowerCase();
}
