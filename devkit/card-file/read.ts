import { readFileSync } from "node:fs";
import * as v from "valibot";
import { BadInput, reasonOf } from "../bad-input";
import { fromPersonFolder } from "../person-folder";
import { NAMED_CARDS } from "./named-cards";
import { cardFile, type CardFile } from "./schema";

/** The card of this name, or of the file with this path. Throws `BadInput`. */
export function readCard(nameOrPath: string): CardFile {
  const named = Object.entries(NAMED_CARDS).find(([name]) => name === nameOrPath);
  return named === undefined ? readCardFile(fromPersonFolder(nameOrPath)) : v.parse(cardFile, named[1]);
}

/** Throws `BadInput` with one line for each thing that is wrong. */
function readCardFile(path: string): CardFile {
  const result = v.safeParse(cardFile, jsonOf(path));
  if (result.success) return result.output;
  const lines = result.issues.map((issue) => {
    return `  ${v.getDotPath(issue) ?? "It"} ${issue.message}`;
  });
  throw new BadInput(`The card file ${path} cannot be used:\n${lines.join("\n")}`);
}

function jsonOf(path: string): unknown {
  let text: string;
  try {
    text = readFileSync(path, "utf8");
  } catch (thrown) {
    const names = Object.keys(NAMED_CARDS).join(", ");
    throw new BadInput(
      `--card takes ${names}, or the path of a card file. ${path} is none of them: it cannot be read (${reasonOf(thrown)}).`,
    );
  }
  try {
    // A card file has no lists, and valibot would take one for an object without keys.
    return JSON.parse(text, (_, value: unknown) => (Array.isArray(value) ? null : value));
  } catch (thrown) {
    const reason = thrown instanceof Error ? thrown.message : String(thrown);
    throw new BadInput(`The card file ${path} is not JSON: ${reason}`);
  }
}
