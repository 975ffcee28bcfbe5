import { existsSync, rmSync } from "node:fs";
import { dirname } from "node:path";
import { staleAsides } from "./aside";
import { orWriteError } from "./files";
import type { InstallRecord } from "./install-record";
import { allDatabases, moduleList } from "./nss-database";
import type { Places } from "./places";

/** What runs that were cut short have left beside our files: absolute paths. Throws `install.write`. */
export function unfinished({ folder, script, moduleFile, browsers }: Places, record: InstallRecord): string[] {
  return unfinishedBeside([
    folder,
    script.written,
    ...(moduleFile === null ? [] : [moduleFile]),
    ...browsers.flatMap((one) => [...one.hostManifests, ...one.moduleManifests]),
    ...allDatabases(browsers).map(moduleList),
    ...record.profiles,
  ]);
}

/** What they have left beside these files, which need not be there. Throws `install.write`. */
export function unfinishedBeside(files: readonly string[]): string[] {
  const folders = new Set(files.map((path) => nearestFolder(dirname(path))));
  return [...folders].flatMap((at) => orWriteError(at, () => staleAsides(at)));
}

/** Deletes these paths, and returns them. Throws `install.write`. */
export function removeUnfinished(left: readonly string[]): readonly string[] {
  for (const path of left) orWriteError(path, () => rmSync(path, { recursive: true, force: true }));
  return left;
}

function nearestFolder(path: string): string {
  return existsSync(path) ? path : nearestFolder(dirname(path));
}
