import { encodingNamed } from "../../login/encoding";

/** Bytes that stand for themselves in a urlencoded form (URL standard, application/x-www-form-urlencoded). */
const PLAIN = /^[*\-._0-9A-Za-z]$/;

/** Encodings with several bytes to a character (Encoding standard, "names and labels"). */
const SEVERAL_BYTES = /^(?:utf-|gb|big5|euc-|iso-2022-|shift_jis)/;

/**
 * The urlencoded text of a form's fields, with the bytes of an encoding (a name of the Encoding standard). Characters
 * that the encoding lacks become `&#…;` as in browsers (HTML, form submission). Encodings of several bytes to a
 * character, apart from UTF-8, count as UTF-8.
 */
export function encodeForm(fields: readonly (readonly [string, string])[], encoding: string): string {
  const bytes = singleBytes(encoding);
  if (bytes === null) return new URLSearchParams(fields.map(([name, value]) => [name, value])).toString();
  const encoded = (text: string): string =>
    Array.from(text.replace(/\r\n?|\n/g, "\r\n"), (character) => {
      const byte = bytes.get(character);
      return byte === undefined ? percentEncoded(`&#${character.codePointAt(0) ?? 0};`) : encodedByte(byte);
    }).join("");
  return fields.map(([name, value]) => `${encoded(name)}=${encoded(value)}`).join("&");
}

/** One byte of a urlencoded form. */
export function encodedByte(byte: number): string {
  const character = String.fromCharCode(byte);
  if (PLAIN.test(character)) return character;
  return character === " " ? "+" : `%${byte.toString(16).toUpperCase().padStart(2, "0")}`;
}

function percentEncoded(ascii: string): string {
  return Array.from(ascii, (character) => encodedByte(character.charCodeAt(0))).join("");
}

/** The byte of each character of an encoding that has one byte for each; null for any other encoding. */
function singleBytes(encoding: string): ReadonlyMap<string, number> | null {
  const name = encodingNamed(encoding);
  if (name === null || SEVERAL_BYTES.test(name)) return null;
  const decoder = new TextDecoder(name);
  const characters = Array.from({ length: 256 }, (_, byte) => decoder.decode(Uint8Array.of(byte)));
  return new Map(characters.map((character, byte) => [character, byte] as const).filter(([one]) => one !== "\ufffd"));
}
