import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";
import { shellWord, type StartCommand } from "../../install/start-script";
import { launcherOf } from "../../install/windows/places";
import { hasDrive } from "./drive-path";

const NAME = "varco-host";
/** Its files in the folders of PATH: on Linux and macOS, on Windows. */
const FILES = [NAME, `${NAME}.exe`];

/** How a person starts this host in a terminal, with these arguments. */
export function ownCommand(start: StartCommand, args: string, path: string = process.env["PATH"] ?? ""): string {
  const isKnown = path
    .split(delimiter)
    .some((folder) => folder !== "" && FILES.some((file) => existsSync(join(folder, file))));
  const launcher = launcherOf(start[0]);
  const words = (launcher === null ? start : [launcher]).map(word);
  return `${isKnown ? NAME : forBothShells(words)} ${args}`;
}

/**
 * PowerShell takes a word in quotes at the beginning for a text, not for a program; `cmd` it finds without quotes. What
 * follows `/c` may have two quotes around a program, and no others (`cmd /?`).
 */
function forBothShells(words: readonly string[]): string {
  const [first = "", ...others] = words;
  const isQuoted = first.startsWith('"') && !others.some((word) => word.startsWith('"'));
  return [...(isQuoted ? ["cmd /c"] : []), ...words].join(" ");
}

/** A word for a shell, in quotes where it needs them: on Windows for cmd.exe and PowerShell. A file name on Windows holds no quote. */
export function word(text: string): string {
  if (hasDrive(text)) return /^[\w@+:.\\-]+$/.test(text) ? text : `"${text}"`;
  return /^[\w@%+=:,./-]+$/.test(text) ? text : shellWord(text);
}
