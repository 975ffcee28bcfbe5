import type { EntryText, Line } from "../../../extension/help/text";

/** All lines of an answer, in order. */
export function linesOf({ answer }: EntryText): readonly Line[] {
  return answer.flatMap((block) => (typeof block === "object" && "steps" in block ? block.steps : [block]));
}

/** The words of a line, with its placeholders. */
export function textOf(line: Line): string {
  return typeof line === "string" ? line : line.text;
}

/** The placeholders of a text, each once. */
export function placeholdersOf(text: string): readonly string[] {
  return [...new Set([...text.matchAll(/\{(.*?)\}/g)].map(([, name = ""]) => name))].sort();
}
