/** Cuts the text to at most `most` bytes of UTF-8, never inside a character. */
export function cutToBytes(text: string, most: number): string {
  let cut = "";
  for (const character of text) {
    if (Buffer.byteLength(cut + character) > most) break;
    cut += character;
  }
  return cut;
}
