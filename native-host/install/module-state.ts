import { existsSync, statSync } from "node:fs";
import { join } from "node:path";
import type { RequestResult } from "../../shared/messages";
import { isExecutable, readText } from "./files";
import { manifestPath } from "./manifest-path";
import { MODULE_FILE, programOf } from "./module-file";
import type { Engine } from "./browsers";
import { moduleFilesRead } from "./p11-kit-config";
import { databasesInUse, loadedByOther, registeredLibrary } from "./nss-database";
import {
  isSupported,
  SYSTEM_MODULES,
  systemPlaces,
  userFolders,
  userPlaces,
  type BrowserPlaces,
  type Places,
} from "./places";
import { findProxy } from "./proxy";

type ModuleState = RequestResult<"module">["state"];

/** Where the module may be registered. */
export interface ModulePlaces {
  /** For the person who runs this. */
  readonly user: Places;
  /** For everybody. */
  readonly system: Places;
  /** Folder of the system's files. */
  readonly root: string;
}

/** Those of this system, whose files are under `root`; null: it is not known. */
export function modulePlaces(root: string): ModulePlaces | null {
  const { platform } = process;
  if (!isSupported(platform)) return null;
  return { user: userPlaces(platform, userFolders(platform, root)), system: systemPlaces(platform, root), root };
}

/**
 * Whether browsers of that engine find the module: what is registered must also lead to what is there. Throws
 * `install.read`.
 */
export function moduleState(engine: Engine, places: ModulePlaces | null): ModuleState {
  if (places === null || places.user.moduleFile === null || findProxy(places.root) === null) return "unavailable";
  return programFound(places) && entryFound(engine, places) ? "registered" : "possible";
}

/**
 * The settings of p11-kit that keep what this person registers from being read, where no registration for everybody
 * makes up for it; null: it is read. Throws `install.read`.
 */
export function hiddenBy(places: ModulePlaces): string | null {
  const { persons, by } = moduleFilesRead(places.user, places.root);
  return persons || places.user.sharesModuleFile || programFound(places) ? null : by;
}

/** The last moment at which something of the registration was written, in milliseconds since 1970; 0: nothing was. */
export function registeredAt(engine: Engine, places: ModulePlaces): number {
  const browsers = [...places.user.browsers, ...places.system.browsers].filter((one) => one.engine === engine);
  const written = [...moduleFiles(places), ...databasesInUse(browsers).map((database) => join(database, "pkcs11.txt"))];
  return Math.max(0, ...written.map((path) => statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0));
}

/** The module files that p11-kit reads. It takes the fields of a person's file before those of the system's. */
function moduleFiles({ user, root }: ModulePlaces): string[] {
  const { systems, persons } = moduleFilesRead(user, root);
  return [
    ...(user.moduleFile === null || !(persons || user.sharesModuleFile) ? [] : [user.moduleFile]),
    ...(systems ? SYSTEM_MODULES.map((folder) => join(root, folder, MODULE_FILE)) : []),
  ];
}

/** Whether p11-kit can start the host. */
function programFound(places: ModulePlaces): boolean {
  const { root } = places;
  const files = moduleFiles(places);
  const program = files.map((path) => programOf(readText(path, "utf8") ?? "")).find((found) => found !== null);
  return program !== undefined && [program, join(root, program)].some(isExecutable);
}

/** Whether some browser of that engine is told to load p11-kit's proxy. */
function entryFound(engine: Engine, { user, system, root }: ModulePlaces): boolean {
  const browsers = [...user.browsers, ...system.browsers].filter((browser) => browser.engine === engine);
  return manifestFound(browsers, root) || databaseLoadsProxy(browsers, root);
}

function manifestFound(browsers: readonly BrowserPlaces[], root: string): boolean {
  return browsers
    .flatMap(({ moduleManifests }) => moduleManifests)
    .some((path) => {
      const library = manifestPath(path);
      return library !== null && existsSync(join(root, library));
    });
}

function databaseLoadsProxy(browsers: readonly BrowserPlaces[], root: string): boolean {
  return databasesInUse(browsers).some((database) => {
    const library = registeredLibrary(database);
    return library === null ? loadedByOther(database, root) !== null : existsSync(join(root, library));
  });
}
