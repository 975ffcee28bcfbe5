import { existsSync } from "node:fs";
import { dirname, isAbsolute, join } from "node:path";
import { VarcoError } from "../../shared/errors";
import { changeableByOthers, reachableByOthers, treeChangeableByOthers } from "./changeable";
import type { Places } from "./places";
import type { StartCommand } from "./start-script";

/** Folders of npm packages with native code that the host loads, and of what they load themselves. */
const ADD_ONS = ["koffi", "@koromix", "pcsclite", "bindings", "file-uri-to-path"] as const;

/**
 * Refuses a registration that everybody's programs follow, root's too, if others than root could exchange what these
 * will run or where it is written. Nothing is refused to a registration of one ordinary person. Throws
 * `install.foreign`, `install.read`.
 */
export function refuseForeign(places: Places, command: StartCommand): void {
  if (!places.forEverybody && !places.sharesModuleFile) return;
  const path = foreignIn(command) ?? first(writtenPaths(places), reachableByOthers);
  if (path !== null) throw new VarcoError("install.foreign", { path });
}

/** What others than root could exchange of the program with its add-ons. null: nothing. */
export function foreignIn(command: StartCommand): string | null {
  const files = command.filter((word) => isAbsolute(word) && existsSync(word));
  return first(files, changeableByOthers) ?? first(files.flatMap(addOnsOf), treeChangeableByOthers);
}

/** Folders of packages that Node would find from a program's file. */
function addOnsOf(file: string): string[] {
  const found: string[] = [];
  for (let at = dirname(file); ; at = dirname(at)) {
    found.push(...ADD_ONS.map((name) => join(at, "node_modules", name)).filter((folder) => existsSync(folder)));
    if (at === dirname(at)) return found;
  }
}

function writtenPaths({ folder, script, moduleFile, browsers }: Places): string[] {
  return [
    folder,
    script.written,
    ...(moduleFile === null ? [] : [moduleFile]),
    ...browsers.flatMap(({ hostManifests, moduleManifests }) => [...hostManifests, ...moduleManifests]),
  ];
}

function first(paths: readonly string[], look: (path: string) => string | null): string | null {
  for (const path of paths) {
    const found = look(path);
    if (found !== null) return found;
  }
  return null;
}
