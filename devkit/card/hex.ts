/** Bytes of a hexadecimal text; blanks and colons between the digits are ignored. Throws `RangeError` if it is none. */
export function fromHex(text: string): Uint8Array {
  const digits = text.replace(/[\s:]/g, "");
  if (!/^([0-9a-f]{2})*$/i.test(digits)) throw new RangeError(`not hexadecimal: ${text}`);
  return new Uint8Array(Buffer.from(digits, "hex"));
}

/** Lower-case hexadecimal digits of bytes, nothing between them. */
export function toHex(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString("hex");
}

/** One array of bytes out of several. */
export function concat(...parts: readonly Uint8Array[]): Uint8Array {
  return new Uint8Array(Buffer.concat(parts));
}
