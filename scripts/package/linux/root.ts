import { chmodSync, cpSync, lutimesSync, mkdirSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { PACKAGES } from "../../../native-host/install/places";
import type { Release } from "../release";
import type { LinuxNames } from "../systems";
import type { LinuxFamily } from "./families";
import { packageFiles, putAsTheyAre } from "./files";

/** Files of the program that can be run. */
const PROGRAMS = ["node", "varco-host"].map((name) => `${PACKAGES.program}/${name}`);

/**
 * Makes the folder that stands for the system's root, with all files of a package: the program from its tree, and what
 * belongs around it. Modes and times are the same whoever builds it.
 */
export function makeRoot(root: string, tree: string, family: LinuxFamily, names: LinuxNames, { time }: Release): void {
  rmSync(root, { recursive: true, force: true });
  mkdirSync(root, { recursive: true });
  putAsTheyAre(root);
  cpSync(tree, join(root, PACKAGES.program), { recursive: true });
  const runs = [...PROGRAMS];
  for (const { path, content, runs: program = false } of packageFiles(family, names)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), content);
    if (program) runs.push(path);
  }
  for (const { path, folder } of entriesIn(root)) {
    chmodSync(join(root, path), folder || runs.includes(path) ? 0o755 : 0o644);
    lutimesSync(join(root, path), time, time);
  }
  chmodSync(root, 0o755);
  lutimesSync(root, time, time);
}

/** Files and folders below a root, as absolute paths of the system, folders after what is in them. */
export function entriesIn(root: string): { readonly path: string; readonly folder: boolean }[] {
  return readdirSync(root, { recursive: true, withFileTypes: true })
    .map((entry) => ({ path: join(entry.parentPath, entry.name).slice(root.length), folder: entry.isDirectory() }))
    .sort((one, other) => (one.path < other.path ? 1 : -1));
}
