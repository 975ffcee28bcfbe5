/** Bytes from hexadecimal text; spaces are allowed. For constants of the program, not for input. */
export function fromHex(text: string): Uint8Array {
  const digits = text.replaceAll(" ", "");
  if (!/^([0-9a-f]{2})*$/i.test(digits)) throw new TypeError(`not hexadecimal: ${text}`);
  return Uint8Array.from({ length: digits.length / 2 }, (_, i) => Number.parseInt(digits.slice(2 * i, 2 * i + 2), 16));
}

/** Lower-case hexadecimal text of the bytes, without spaces. */
export function toHex(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** The four hexadecimal digits of a status word. */
export function statusWordText(statusWord: number): string {
  return statusWord.toString(16).padStart(4, "0").toUpperCase();
}
