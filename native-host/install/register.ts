import { existsSync } from "node:fs";
import { dirname } from "node:path";
import { VarcoError } from "../../shared/errors";
import { makeFolder, putFile, readText, removeFile } from "./files";
import { InstallRecord } from "./install-record";
import { hostManifest, moduleManifest } from "./manifest";
import { moduleFile, programOf } from "./module-file";
import {
  addToDatabase,
  databaseInUse,
  loadedByOther,
  registeredLibrary,
  removeFromDatabase,
  type OtherEntry,
} from "./nss-database";
import { BROWSERS, ENGINES, isSupported, type Browser, type Places, type Platform } from "./places";
import { startScript, type StartCommand } from "./start-script";

/** What is to be registered. */
export interface Registration {
  readonly places: Places;
  readonly browsers: readonly Browser[];
  /** How the host is started. */
  readonly command: StartCommand;
  /** The host for the extension, the PKCS#11 module, or both. */
  readonly parts: readonly ("host" | "module")[];
  /** p11-kit's proxy; null: the system has none, and the module is left out. */
  readonly proxy: string | null;
  /** Folder of the system's files. */
  readonly root: string;
}

/** What came of it. */
export interface Registered {
  readonly written: readonly string[];
  /** Chromium and Chrome have the module already by this entry, and it was left as it is. */
  readonly other: OtherEntry | null;
}

/** This system, if its places are known. Throws `install.system`. */
export function supportedPlatform(): Platform {
  const { platform } = process;
  if (!isSupported(platform)) throw new VarcoError("install.system", { system: platform });
  return platform;
}

/** Writes the start script and what browsers and p11-kit look for. Throws `install.write`, `install.read`, `module.path`. */
export function register({ places, browsers, command, parts, proxy, root }: Registration): Registered {
  const made = new InstallRecord(places.folder);
  const written: string[] = [];
  const put = (path: string, content: string, mode = 0o644) => {
    // One file that p11-kit must not read, and nobody has any module.
    const exact = places.forEverybody || (places.sharesModuleFile && path === places.moduleFile);
    makeFolder(dirname(path), { mode: 0o755, exact }, made);
    putFile(path, content, { mode, exact });
    written.push(path);
  };
  put(places.script.written, startScript(command), 0o755);
  made.add([]);
  if (parts.includes("host")) {
    for (const browser of browsers) {
      for (const path of places.hostManifests[browser]) put(path, hostManifest(ENGINES[browser], places.script.seen));
    }
  }
  if (!parts.includes("module") || proxy === null || places.moduleFile === null) return { written, other: null };
  if (!isOthers(places)) put(places.moduleFile, moduleFile(places.script.seen));
  if (browsers.includes("firefox")) {
    for (const path of places.moduleManifests) put(path, moduleManifest(proxy));
  }
  const database = databaseInUse(places.databases);
  if (database === null || !browsers.some((browser) => ENGINES[browser] === "chromium"))
    return { written, other: null };
  const other = loadedByOther(database, root);
  if (other === null) written.push(addToDatabase(database, proxy, made));
  else removeFromDatabase(database, made);
  return { written, other };
}

/**
 * Takes the registration of these browsers away; with the last that is registered in these places the rest too. What is not there is
 * no fault. Returns the paths of what was there. Throws `install.write`, `install.read`.
 */
export function unregister(places: Places, browsers: readonly Browser[]): string[] {
  const made = new InstallRecord(places.folder);
  // Only the module is here, for all browsers: their manifests do not tell who uses the database.
  const hostIsElsewhere = !hasHost(places, BROWSERS);
  const files = browsers.flatMap((browser) => places.hostManifests[browser]);
  if (browsers.includes("firefox")) files.push(...places.moduleManifests);
  const removed = files.filter(removeFile);
  const usesDatabase =
    hasHost(places, CHROMIUMS) || (hostIsElsewhere && !browsers.some((browser) => CHROMIUMS.includes(browser)));
  if (!usesDatabase) {
    for (const database of places.databases) {
      const path = removeFromDatabase(database, made);
      if (path !== null) removed.push(path);
    }
  }
  const last = !isInUse(places);
  if (last) {
    const rest = [
      ...(places.moduleFile === null || isOthers(places) ? [] : [places.moduleFile]),
      places.script.written,
    ];
    removed.push(...rest.filter(removeFile));
  }
  made.sweep(last);
  return removed;
}

/**
 * Takes the module out of the databases of Chromium and Chrome, once they are opened again. `root`: folder of the system's files.
 * Throws `module.elsewhere` if another entry makes them load it all the same, `install.write`, `install.read`.
 */
export function withdrawFromBrowsers({ folder, databases }: Places, root: string): void {
  const made = new InstallRecord(folder);
  for (const database of databases) removeFromDatabase(database, made);
  made.sweep(false);
  const database = databaseInUse(databases);
  const other = database === null ? null : loadedByOther(database, root);
  if (other !== null) throw new VarcoError("module.elsewhere", { path: other.path });
}

const CHROMIUMS = BROWSERS.filter((browser) => ENGINES[browser] === "chromium");

/** Whether one of these browsers finds the host by these places. */
function hasHost({ hostManifests }: Places, browsers: readonly Browser[]): boolean {
  return browsers.some((browser) => hostManifests[browser].some((path) => existsSync(path)));
}

/** Whether some browser finds the host or the module by these places. */
function isInUse(places: Places): boolean {
  const { moduleManifests, databases } = places;
  return (
    hasHost(places, BROWSERS) ||
    moduleManifests.some((path) => existsSync(path)) ||
    databases.some((folder) => registeredLibrary(folder) !== null)
  );
}

/** Whether the module file is that of another registration, which works. */
function isOthers({ moduleFile: path, script, sharesModuleFile }: Places): boolean {
  if (path === null || !sharesModuleFile) return false;
  const program = programOf(readText(path, "utf8") ?? "");
  return program !== null && program !== script.seen && existsSync(program);
}
