/**
 * What a reader cannot see, or what changes how the text around it is shown: controls, directions, separators of lines,
 * fillers, private characters (Unicode, General_Category and Default_Ignorable_Code_Point); and the empty Braille
 * pattern.
 */
const UNSEEN = /[\p{Cc}\p{Cf}\p{Co}\p{Cs}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}\u2800]/gu;

/** One line from outside (a card, a reader, a program) without such characters. */
export function seenText(line: string): string {
  return line.replace(UNSEEN, "");
}

/** The same for a text whose lines end with a line feed. */
export function seenLines(text: string): string {
  return text.split("\n").map(seenText).join("\n");
}
