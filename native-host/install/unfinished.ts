import { existsSync } from "node:fs";
import { dirname } from "node:path";
import { removeStaleAsides } from "./aside";
import { orWriteError } from "./files";
import type { InstallRecord } from "./install-record";
import { allDatabases, moduleList } from "./nss-database";
import type { Places } from "./places";

/** Deletes what runs that were cut short have left beside our files. Throws `install.write`. */
export function removeUnfinished({ folder, script, moduleFile, browsers }: Places, record: InstallRecord): void {
  const files = [
    folder,
    script.written,
    ...(moduleFile === null ? [] : [moduleFile]),
    ...browsers.flatMap((one) => [...one.hostManifests, ...one.moduleManifests]),
    ...allDatabases(browsers).map(moduleList),
    ...record.profiles,
  ];
  const folders = new Set(files.map((path) => nearestFolder(dirname(path))));
  for (const at of folders) orWriteError(at, () => removeStaleAsides(at));
}

function nearestFolder(path: string): string {
  return existsSync(path) ? path : nearestFolder(dirname(path));
}
