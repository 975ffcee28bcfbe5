/** The text cut to at most so many bytes of UTF-8, never inside a character. */
export function cutToBytes(text: string, most: number): string {
  let cut = "";
  for (const character of text) {
    if (Buffer.byteLength(cut + character) > most) break;
    cut += character;
  }
  return cut;
}
