import { VarcoError } from "../../shared/errors";
import { isSupported, userFolders } from "../install/places";
import { findModules } from "../modules/find";
import { NamedModules } from "../modules/named-modules";
import { readArguments } from "./arguments";
import type { Command } from "./command";
import { oneLine } from "./one-line";

/** Shows through which programs of their makers cards can be used, and keeps those that the person names. */
export const tokens: Command = {
  name: "tokens",
  usage: [
    "[add FILE|remove FILE]",
    "Show the PKCS#11 modules through which Varco can use cards and USB keys that it does not drive; name one more.",
  ],
  async run(args, { systemRoot }, { output }) {
    const { positionals } = readArguments({ args, options: {}, allowPositionals: true });
    const [act, file, ...more] = positionals;
    if (!isSupported(process.platform)) throw new VarcoError("usage", { reason: "Not on this system." });
    const named = new NamedModules(userFolders(process.platform, systemRoot).config);
    if (act === undefined) {
      output.write(listOf(named));
    } else if (act === "add" && file !== undefined && more.length === 0) {
      output.write(`From now on Varco also uses ${oneLine(named.add(file).file)}.\n`);
    } else if (act === "remove" && file !== undefined && more.length === 0) {
      output.write(named.remove(file) ? "Varco uses it no more.\n" : "Varco did not use it.\n");
    } else {
      throw new VarcoError("usage", { reason: 'tokens takes "add FILE", "remove FILE" or nothing.' });
    }
  },
};

function listOf(named: NamedModules): string {
  const lines = [
    ...named.modules().map(({ program, file }) => `${program} (named by you): ${file}`),
    ...findModules().map(({ program, file }) => `${program}: ${file}`),
  ];
  return lines.length === 0 ? "There is no module on this computer that Varco knows.\n" : `${lines.join("\n")}\n`;
}
