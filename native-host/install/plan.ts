import type { Access, NewFile } from "./files";
import { hostManifest, moduleManifest } from "./manifest";
import { moduleFile } from "./module-file";
import { databasesInUse, listWithEntry, loadedByOther, moduleList, type OtherEntry } from "./nss-database";
import type { BrowserPlaces, Places } from "./places";
import { profileManifest } from "./profile-folder";
import { belongsToOther, browsersNamed } from "./registered";
import { startScript, type StartCommand } from "./start-script";

/** What is to be registered. */
export interface Registration {
  readonly places: Places;
  /** Names of browsers. */
  readonly browsers: readonly string[];
  /** Folders of profiles in which a browser that follows Chromium looks for the host, and nowhere else. */
  readonly profileFolders?: readonly string[];
  /** How the host is started. */
  readonly command: StartCommand;
  /** The host for the extension, the PKCS#11 module, or both. */
  readonly parts: readonly ("host" | "module")[];
  /** p11-kit's proxy; null: the system has none, and the module is left out. */
  readonly proxy: string | null;
  /** Folder of the system's files. */
  readonly root: string;
}

/** A file to be written, in a folder that may have to be made. */
export interface PlannedFile extends NewFile {
  readonly folder: Access;
}

/** A database that makes browsers load p11-kit's proxy without us. */
export interface OtherDatabase extends OtherEntry {
  readonly database: string;
}

/** What a registration has to write. */
export interface Plan {
  readonly files: readonly PlannedFile[];
  /** Of those: lists of modules that do not exist yet. */
  readonly newLists: readonly string[];
  /** Files that hold what they should hold already. */
  readonly done: readonly string[];
  readonly others: readonly OtherDatabase[];
}

/** What has to be written for a registration. Nothing is written yet. Throws `install.read`, `module.path`. */
export function planOf(registration: Registration): Plan {
  const { places, browsers, profileFolders = [], command, parts, proxy, root } = registration;
  const chosen = browsersNamed(places, browsers);
  const script = file(places, places.script.written, startScript(command), 0o755);
  const manifests = parts.includes("host") ? hostManifests(places, chosen, profileFolders) : [];
  if (!parts.includes("module") || proxy === null || places.moduleFile === null || chosen.length === 0)
    return { files: [script, ...manifests], newLists: [], done: [], others: [] };
  const module = belongsToOther(places) ? [] : [file(places, places.moduleFile, moduleFile(places.script.seen))];
  const library = chosen
    .flatMap(({ moduleManifests }) => moduleManifests)
    .map((path) => file(places, path, moduleManifest(proxy)));
  const databases = databasesInUse(chosen).map((database) => ({ database, other: loadedByOther(database, root) }));
  const ours = databases
    .filter(({ other }) => other === null)
    .map(({ database }) => ({ path: moduleList(database), list: listWithEntry(database, proxy) }));
  const lists = ours.flatMap(({ list }) => list ?? []);
  return {
    files: [script, ...manifests, ...module, ...library, ...lists.map((list) => ({ ...list.file, folder: DATABASE }))],
    newLists: lists.filter(({ made }) => made).map((list) => list.file.path),
    done: ours.filter(({ list }) => list === null).map(({ path }) => path),
    others: databases.flatMap(({ database, other }) => (other === null ? [] : { ...other, database })),
  };
}

/** As NSS makes the folder of a database. */
const DATABASE: Access = { mode: 0o700, exact: true };

function hostManifests(
  places: Places,
  browsers: readonly BrowserPlaces[],
  profileFolders: readonly string[],
): PlannedFile[] {
  const named = browsers.flatMap(({ engine, hostManifests: paths }) => paths.map((path) => [path, engine] as const));
  const profiles = profileFolders.map((folder) => [profileManifest(folder), "chromium"] as const);
  // Browsers that share a file are of one engine.
  return [...new Map([...named, ...profiles])].map(([path, engine]) =>
    file(places, path, hostManifest(engine, places.script.seen)),
  );
}

function file(places: Places, path: string, content: string, mode = 0o644): PlannedFile {
  // p11-kit stops with an error at a module file that it may not read, and then the program has no module at all.
  const exact = places.forEverybody || (places.sharesModuleFile && path === places.moduleFile);
  return { path, content, access: { mode, exact }, folder: { mode: 0o755, exact } };
}
