import { dirname } from "node:path";
import { VarcoError } from "../../shared/errors";
import type { FolderPlatform } from "./browsers";
import { putFile } from "./files";
import { makeFolder } from "./folders";
import { InstallRecord } from "./install-record";
import { hostManifest, moduleManifest } from "./manifest";
import { moduleFile } from "./module-file";
import { addToDatabase, databasesInUse, loadedByOther, removeFromDatabase, type OtherEntry } from "./nss-database";
import { isSupported, type BrowserPlaces, type Places } from "./places";
import { belongsToOther, browsersNamed } from "./registered";
import { startScript, type StartCommand } from "./start-script";

/** What is to be registered. */
export interface Registration {
  readonly places: Places;
  /** Names of browsers. */
  readonly browsers: readonly string[];
  /** How the host is started. */
  readonly command: StartCommand;
  /** The host for the extension, the PKCS#11 module, or both. */
  readonly parts: readonly ("host" | "module")[];
  /** p11-kit's proxy; null: the system has none, and the module is left out. */
  readonly proxy: string | null;
  /** Folder of the system's files. */
  readonly root: string;
}

/** Browsers that loaded p11-kit's proxy before we came. Their database is left as it is. */
export interface LoadedByOther extends OtherEntry {
  readonly browsers: readonly BrowserPlaces[];
}

/** What a registration did. */
export interface Registered {
  readonly written: readonly string[];
  readonly others: readonly LoadedByOther[];
}

/** This system, if its places are known. Throws `install.system`. */
export function supportedPlatform(): FolderPlatform {
  const { platform } = process;
  if (!isSupported(platform)) throw new VarcoError("install.system", { system: platform });
  return platform;
}

/**
 * Writes the start script and what browsers and p11-kit look for. Throws `install.write`, `install.read`,
 * `module.path`.
 */
export function register({ places, browsers, command, parts, proxy, root }: Registration): Registered {
  const chosen = browsersNamed(places, browsers);
  const record = new InstallRecord(places.folder);
  const written: string[] = [];
  const others: LoadedByOther[] = [];
  const put = (path: string, content: string, mode = 0o644) => {
    // p11-kit stops with an error at a module file that it may not read, and then the program has no module at all.
    const exact = places.forEverybody || (places.sharesModuleFile && path === places.moduleFile);
    makeFolder(dirname(path), { mode: 0o755, exact }, record);
    putFile(path, content, { mode, exact });
    written.push(path);
  };
  put(places.script.written, startScript(command), 0o755);
  record.save();
  if (parts.includes("host")) {
    // Browsers that share a file are of one engine.
    const manifests = new Map(
      chosen.flatMap(({ engine, hostManifests }) => hostManifests.map((path) => [path, engine])),
    );
    for (const [path, engine] of manifests) put(path, hostManifest(engine, places.script.seen));
  }
  if (!parts.includes("module") || proxy === null || places.moduleFile === null) return { written, others };
  if (!belongsToOther(places)) put(places.moduleFile, moduleFile(places.script.seen));
  for (const path of chosen.flatMap(({ moduleManifests }) => moduleManifests)) put(path, moduleManifest(proxy));
  for (const database of databasesInUse(chosen)) {
    const other = loadedByOther(database, root);
    if (other === null) written.push(addToDatabase(database, proxy, record));
    else {
      removeFromDatabase(database, record);
      others.push({ ...other, browsers: places.browsers.filter(({ databases }) => databases.includes(database)) });
    }
  }
  return { written, others };
}
