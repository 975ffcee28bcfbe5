import { VarcoError } from "../../shared/errors";
import { p11KitField } from "./p11-kit-file";

/** Name of the file by which p11-kit finds the module; without its ending it is the module's name there. */
export const MODULE_FILE = "varco.module";

/**
 * Text of p11-kit's module file: programs that load PKCS#11 modules through p11-kit start `script` with the argument
 * `module` and talk with it. Source: pkcs11.conf(5). Throws `module.path` for a path that such a file cannot hold.
 */
export function moduleFile(script: string): string {
  return `# Varco: the CNS card in every program that asks p11-kit. Written and removed by varco-host.
remote: |${remoteWord(script)} module
# Before other modules that know the same card.
priority: 1
`;
}

/** What C's isspace takes for a blank. */
const BLANK = /[ \t\n\v\f\r]/;

/** The program that a module file starts; null: it starts none. */
export function programOf(text: string): string | null {
  const remote = p11KitField(text, "remote");
  return remote?.startsWith("|") ? firstWord(remote.slice(1)) : null;
}

/** `\x` (kept as it is in every quoting but before the quote itself), a single quote, or a stretch of anything else. */
const PIECES = /\\[^]|'|[^\\']+|\\$/g;

/**
 * A word for p11-kit's parser of commands (p11_argv_parse in common/argv.c): no shell, and a backslash stands for
 * itself except before the quote that is open, so that it can never be the last character.
 */
function remoteWord(word: string): string {
  const pieces = word.match(PIECES) ?? [];
  // The file is read line by line, and the value's outer blanks are cut off.
  if (word.includes("\n") || word.includes("\0") || pieces.at(-1) === "\\")
    throw new VarcoError("module.path", { path: word });
  const quoted = pieces.map((piece) => {
    if (piece === "'") return `"'"`;
    return piece === "\\'" ? piece : `'${piece}'`;
  });
  return quoted.join("");
}

/** The first word of a command as p11-kit reads it; null: none, or quotes that do not close. */
function firstWord(command: string): string | null {
  let word = "";
  let quote: string | null = null;
  for (let at = 0; at < command.length; at += 1) {
    const character = command.charAt(at);
    if (character === quote) {
      quote = null;
    } else if (character === "\\") {
      at += 1;
      const next = command.charAt(at);
      if (next === "") return null;
      word += quote === next ? next : `\\${next}`;
    } else if (quote !== null) {
      word += character;
    } else if (character === "'" || character === '"') {
      quote = character;
    } else if (BLANK.test(character)) {
      return word === "" ? null : word;
    } else {
      word += character;
    }
  }
  return word === "" ? null : word;
}
