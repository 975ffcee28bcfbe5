/** What C's isspace takes for a blank, but for the end of the line. */
const OUTER_BLANKS = /^[ \t\v\f\r]+|[ \t\v\f\r]+$/g;

/**
 * The value of a field in a file of p11-kit's, without outer blanks; null: it is not set, or empty. A line ends only at
 * a line feed, and the last of several counts (p11-kit, common/lexer.c, p11-kit/conf.c).
 */
export function p11KitField(text: string, name: string): string | null {
  let value = "";
  for (const line of text.split("\n")) {
    const colon = line.indexOf(":");
    if (colon >= 0 && trimmed(line.slice(0, colon)) === name) value = trimmed(line.slice(colon + 1));
  }
  return value === "" ? null : value;
}

function trimmed(text: string): string {
  return text.replaceAll(OUTER_BLANKS, "");
}
