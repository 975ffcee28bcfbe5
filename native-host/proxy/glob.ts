/**
 * Whether a text fits a pattern in which `*` stands for any characters and `?` for one. Takes time in proportion to
 * the product of both lengths at most, whatever the pattern.
 */
export function fitsGlob(text: string, pattern: string): boolean {
  let [at, in_] = [0, 0];
  /** The latest `*`, and where the text after it began to be compared. */
  let star: { pattern: number; text: number } | null = null;
  while (at < text.length) {
    if (pattern[in_] === "*") {
      star = { pattern: in_, text: at };
      in_ += 1;
    } else if (pattern[in_] === "?" || pattern[in_] === text[at]) {
      at += 1;
      in_ += 1;
    } else if (star !== null) {
      star.text += 1;
      at = star.text;
      in_ = star.pattern + 1;
    } else {
      return false;
    }
  }
  return /^\**$/.test(pattern.slice(in_));
}
