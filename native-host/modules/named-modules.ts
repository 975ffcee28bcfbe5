import { join } from "node:path";
import * as v from "valibot";
import { toVarcoError, VarcoError } from "../../shared/errors";
import { log } from "../log";
import { readOwnFile } from "../settings/own-file";
import { namedModule, type FoundModule } from "./find";

/** Most modules that a person can name, and the longest path of one, in characters. */
export const MOST_NAMED = 8;
const LONGEST_PATH = 1000;
/** Bytes of the file. */
const LONGEST_FILE = 32 * 1024;

const shape = v.strictObject({
  modules: v.pipe(v.array(v.pipe(v.string(), v.maxLength(LONGEST_PATH))), v.maxLength(MOST_NAMED)),
});

/**
 * Where the modules are kept that a person named, in the folder of Varco's settings. The extension cannot change it.
 */
export function namedModulesFile(settings: string): string {
  return join(settings, "modules.json");
}

/** The files of the modules, as the person named them for all programs of Varco. Throws `token.file`. */
export function readNamedModules(settings: string): readonly string[] {
  const path = namedModulesFile(settings);
  const refused = (reason: string) => new VarcoError("token.file", { path, reason });
  const json = readOwnFile(path, LONGEST_FILE, refused);
  if (json === null) return [];
  const parsed = v.safeParse(v.pipe(v.string(), v.maxBytes(LONGEST_FILE), v.parseJson(), shape), json);
  if (!parsed.success) throw refused("it is not a list of modules");
  return parsed.output.modules;
}

/** The text of the file that names these modules. */
export function namedModulesText(modules: readonly string[]): string {
  return `${JSON.stringify({ modules }, null, 2)}\n`;
}

/** The modules that may be loaded. One that may not is left out, as is a file that cannot be used; the log says why. */
export function namedModules(settings: string): FoundModule[] {
  const orNone = <T>(what: string, work: () => readonly T[]): readonly T[] => {
    try {
      return work();
    } catch (thrown) {
      log.failure(what, toVarcoError(thrown));
      return [];
    }
  };
  const files = orNone("reading the modules that were named", () => readNamedModules(settings));
  return files.flatMap((file) => orNone("loading a module that was named", () => [namedModule(file)]));
}
