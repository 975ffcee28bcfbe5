import { VarcoError } from "../../shared/errors";
import type { Engine } from "./browsers";
import { removeFile } from "./files";
import { InstallRecord } from "./install-record";
import { allDatabases, databasesInUse, loadedByOther, removeFromDatabase } from "./nss-database";
import type { BrowserPlaces, Places } from "./places";
import { belongsToOther, browsersNamed, hasHost, isInUse } from "./registered";

/**
 * Takes the registration of these browsers away. If none is left in these places, the rest goes too. Missing files are
 * no fault. Returns the paths that it deleted or changed. Throws `install.write`, `install.read`.
 */
export function unregister(places: Places, names: readonly string[]): string[] {
  const chosen = browsersNamed(places, names);
  const record = new InstallRecord(places.folder);
  const hostWasHere = hasHost(places.browsers);
  const files = [...chosen.flatMap((one) => one.hostManifests), ...chosen.flatMap((one) => one.moduleManifests)];
  const removed = files.filter(removeFile);
  for (const database of allDatabases(places.browsers)) {
    if (isStillUsed(database, places, chosen, hostWasHere)) continue;
    const path = removeFromDatabase(database, record);
    if (path !== null) removed.push(path);
  }
  const last = !isInUse(places);
  if (last) {
    const moduleFiles = places.moduleFile === null || belongsToOther(places) ? [] : [places.moduleFile];
    removed.push(...[...moduleFiles, places.script.written].filter(removeFile));
  }
  record.removeEmptyFolders(last);
  return removed;
}

/**
 * Whether a browser that stays uses our entry in this database. Browsers that share a database are told apart by their
 * host manifests. If these places had only the module, nothing tells them apart: the entry goes with the first browser
 * that uses it.
 */
function isStillUsed(
  database: string,
  places: Places,
  removed: readonly BrowserPlaces[],
  hostWasHere: boolean,
): boolean {
  const users = places.browsers.filter(({ databases }) => databases.includes(database));
  return hasHost(users) || (!hostWasHere && !users.some((user) => removed.includes(user)));
}

/**
 * Takes the module out of the NSS databases of the browsers of that engine; they notice when they start again. `root`:
 * folder of the system's files. Throws `module.elsewhere` if another entry still makes them load it, `install.write`,
 * `install.read`.
 */
export function withdrawFromBrowsers({ folder, browsers }: Places, engine: Engine, root: string): void {
  const concerned = browsers.filter((browser) => browser.engine === engine);
  const record = new InstallRecord(folder);
  for (const database of allDatabases(concerned)) removeFromDatabase(database, record);
  record.removeEmptyFolders(false);
  for (const database of databasesInUse(concerned)) {
    const other = loadedByOther(database, root);
    if (other !== null) throw new VarcoError("module.elsewhere", { path: other.path });
  }
}
