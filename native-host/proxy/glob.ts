/**
 * Whether a text fits a pattern in which `*` stands for any characters and `?` for one. Takes time in proportion to
 * the product of both lengths at most, whatever the pattern.
 */
export function fitsGlob(text: string, pattern: string): boolean {
  /** Where the comparison stands, in the text and in the pattern. */
  let [at, place] = [0, 0];
  /** The place of the latest `*`, and where the text behind it was compared from. */
  let star: { pattern: number; text: number } | null = null;
  while (at < text.length) {
    if (pattern[place] === "*") {
      star = { pattern: place, text: at };
      place += 1;
    } else if (pattern[place] === "?" || pattern[place] === text[at]) {
      at += 1;
      place += 1;
    } else if (star !== null) {
      star.text += 1;
      at = star.text;
      place = star.pattern + 1;
    } else {
      return false;
    }
  }
  return /^\**$/.test(pattern.slice(place));
}
