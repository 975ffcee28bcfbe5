import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";
import { shellWord, type StartCommand } from "../../install/start-script";

const NAME = "varco-host";

/** How a person starts this host in a terminal, with these arguments. */
export function ownCommand(start: StartCommand, args: string, path: string = process.env["PATH"] ?? ""): string {
  const isKnown = path.split(delimiter).some((folder) => folder !== "" && existsSync(join(folder, NAME)));
  return `${isKnown ? NAME : start.map(word).join(" ")} ${args}`;
}

/** A word for a shell: in quotes where it needs them. */
export function word(text: string): string {
  return /^[\w@%+=:,./-]+$/.test(text) ? text : shellWord(text);
}
