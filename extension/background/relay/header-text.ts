/**
 * Header fields travel as characters 0 to 255, one for each byte (RFC 9110 §5.5). Browsers show and take cookies and
 * addresses as text: bytes beyond ASCII are UTF-8 there.
 */
export function toHeaderText(text: string): string {
  return isAscii(text) ? text : String.fromCharCode(...new TextEncoder().encode(text));
}

/** The other way round; bytes that are not UTF-8 stay as they are. */
export function fromHeaderText(field: string): string {
  if (isAscii(field)) return field;
  const codes = Array.from(field, (character) => character.charCodeAt(0));
  if (codes.some((code) => code > 0xff)) return field;
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(Uint8Array.from(codes));
  } catch {
    return field;
  }
}

function isAscii(text: string): boolean {
  return !/[^\u0000-\u007f]/.test(text);
}
