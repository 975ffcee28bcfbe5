import { VarcoError } from "../../shared/errors";
import type { Engine } from "./browsers";
import { removeFile } from "./files";
import { InstallRecord } from "./install-record";
import { allDatabases, databasesInUse, loadedByOther, removeFromDatabase } from "./nss-database";
import type { BrowserPlaces, Places } from "./places";
import { profileManifest } from "./profile-folder";
import { removeUnfinished, unfinished } from "./unfinished";
import {
  belongsToOther,
  browsersNamed,
  browsersOfOther,
  browsersWithHost,
  fileOf,
  hasHost,
  isInUse,
  leadsElsewhere,
} from "./registered";

/** What is to be taken away. */
export interface Unregistration {
  /** Names of browsers. */
  readonly browsers: readonly string[];
  /** Folders of profiles; "all": every one that was ever named. */
  readonly profileFolders: readonly string[] | "all";
}

/**
 * Takes the registration of these browsers away. If none is left in these places, the rest goes too. Missing files are
 * no fault. Returns the paths that it deleted or changed. Throws `install.write`, `install.read`, `install.newer`.
 */
export function unregister(places: Places, { browsers, profileFolders }: Unregistration): string[] {
  const chosen = browsersNamed(places, browsers);
  const record = new InstallRecord(places.folder);
  removeUnfinished(unfinished(places, record));
  const hostWasHere = hasHost(places);
  const staying = browsersWithHost(places, record).filter((browser) => !chosen.includes(browser));
  // Files of another registration, and what the same browsers need besides, stay where they are.
  const others = browsersOfOther(places).flatMap(({ hostManifests, moduleManifests }) => [
    ...hostManifests.filter((path) => leadsElsewhere(path, places)),
    ...moduleManifests,
  ]);
  const needed = new Set([...staying.flatMap(manifestsOf), ...others].map(fileOf));
  const profiles = profileFolders === "all" ? [...record.profiles] : profileFolders.map(profileManifest);
  const files = chosen.flatMap(manifestsOf).filter((path) => !needed.has(fileOf(path)));
  const removed = [...new Set([...files, ...profiles])].filter(removeFile);
  for (const database of allDatabases(places.browsers)) {
    if (isStillUsed(database, places, { staying, chosen, hostWasHere })) continue;
    const path = removeFromDatabase(database, record);
    if (path !== null) removed.push(path);
  }
  record.forget(browsers, profiles);
  const last = !isInUse(places, record);
  if (last) {
    const moduleFiles = places.moduleFile === null || belongsToOther(places) ? [] : [places.moduleFile];
    removed.push(...[...moduleFiles, places.script.written].filter(removeFile));
  }
  record.removeEmptyFolders(last);
  return removed;
}

function manifestsOf({ hostManifests, moduleManifests }: BrowserPlaces): string[] {
  return [...hostManifests, ...moduleManifests];
}

interface Leaving {
  readonly staying: readonly BrowserPlaces[];
  readonly chosen: readonly BrowserPlaces[];
  readonly hostWasHere: boolean;
}

/**
 * Whether a browser that stays uses our entry in this database. Browsers that share a database are told apart by the
 * record. If these places had only the module, nothing tells them apart: the entry goes with the first browser that
 * uses it.
 */
function isStillUsed(database: string, places: Places, { staying, chosen, hostWasHere }: Leaving): boolean {
  const users = places.browsers.filter(({ databases }) => databases.includes(database));
  return users.some((user) => staying.includes(user)) || (!hostWasHere && !users.some((user) => chosen.includes(user)));
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
