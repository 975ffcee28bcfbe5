import { VarcoError } from "../../shared/errors";
import { findModules, namedModule } from "../modules/find";
import {
  MOST_NAMED,
  namedModules,
  namedModulesFile,
  namedModulesText,
  readNamedModules,
} from "../modules/named-modules";
import { readArguments } from "./arguments";
import type { Command } from "./command";
import { oneLine } from "./one-line";
import { writeSettings } from "./write-settings";

/** Shows through which programs of their makers cards can be used, and keeps those that the person names. */
export const tokens: Command = {
  name: "tokens",
  usage: [
    "[add FILE|remove FILE]",
    "Show the PKCS#11 modules through which Varco can use cards and USB keys that it does not drive; name one more.",
  ],
  async run(args, { settings }, { output }) {
    const { positionals } = readArguments({ args, options: {}, allowPositionals: true });
    const [act, file, ...more] = positionals;
    if (act === undefined) {
      output.write(listOf(settings));
    } else if (act === "add" && file !== undefined && more.length === 0) {
      output.write(`From now on Varco also uses ${oneLine(add(settings, file))}.\n`);
    } else if (act === "remove" && file !== undefined && more.length === 0) {
      output.write(remove(settings, file) ? "Varco uses it no more.\n" : "Varco did not use it.\n");
    } else {
      throw new VarcoError("usage", { reason: 'tokens takes "add FILE", "remove FILE" or nothing.' });
    }
  },
};

/** Returns the real path. */
function add(settings: string, file: string): string {
  const module = namedModule(file);
  const files = readNamedModules(settings);
  if (files.includes(file)) return module.file;
  if (files.length === MOST_NAMED)
    throw new VarcoError("usage", { reason: `Varco keeps ${MOST_NAMED} modules: remove one first.` });
  write(settings, [...files, file]);
  return module.file;
}

/** Returns false if it was not named. */
function remove(settings: string, file: string): boolean {
  const files = readNamedModules(settings);
  if (!files.includes(file)) return false;
  write(
    settings,
    files.filter((each) => each !== file),
  );
  return true;
}

function write(settings: string, files: readonly string[]): void {
  writeSettings(namedModulesFile(settings), namedModulesText(files));
}

function listOf(settings: string): string {
  const lines = [
    ...namedModules(settings).map(({ program, file }) => `${program} (named by you): ${file}`),
    ...findModules().map(({ program, file }) => `${program}: ${file}`),
  ];
  return lines.length === 0 ? "There is no module on this computer that Varco knows.\n" : `${lines.join("\n")}\n`;
}
