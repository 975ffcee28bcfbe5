import { homedir } from "node:os";
import { join } from "node:path";
import { VarcoError } from "../../shared/errors";
import { HOST_NAME, MODULE_NAME } from "../../shared/identity";
import {
  BROWSERS,
  type Browser,
  type Engine,
  type ManifestFolders,
  type ModuleLoading,
  type FolderPlatform,
  type UserFolder,
} from "./browsers";
import { ownerOf } from "./files";
import { MODULE_FILE } from "./module-file";
import { configFolder } from "../settings/folder";

/** A user's folders, absolute: the home, and where programs keep settings and data. */
export interface UserFolders {
  readonly home: string;
  readonly config: string;
  readonly data: string;
  /** Root only: p11-kit reads no module files of root's own, so root's registration uses this folder of the system. */
  readonly systemModules?: string;
}

/** Where one browser finds the host and the module: absolute paths. */
export interface BrowserPlaces {
  readonly name: string;
  readonly title: string;
  readonly engine: Engine;
  readonly loadsModuleBy: ModuleLoading["by"] | null;
  /** Native-messaging manifests. */
  readonly hostManifests: readonly string[];
  /** Manifests of the PKCS#11 module. */
  readonly moduleManifests: readonly string[];
  /** Folders of NSS databases that it may use, the one to be made first. */
  readonly databases: readonly string[];
}

/** All places of a registration, for one user or for the whole system: absolute paths. */
export interface Places {
  readonly forEverybody: boolean;
  /** Folder of the start script and of what else belongs to the registration. */
  readonly folder: string;
  /** The start script: where it is written, and its path as browsers see it. They differ where a package is made. */
  readonly script: { readonly written: string; readonly seen: string };
  readonly browsers: readonly BrowserPlaces[];
  /** p11-kit's module file. null: no module on this system. */
  readonly moduleFile: string | null;
  /** The registration is one user's, and its module file is the system's: root has no other. */
  readonly sharesModuleFile: boolean;
}

const PLATFORMS: readonly string[] = ["linux", "darwin"] satisfies readonly FolderPlatform[];

/**
 * Folders in which p11-kit looks for the system's modules: the administrator's, the packages'. Source: pkcs11.conf(5).
 */
export const SYSTEM_MODULES = ["/etc/pkcs11/modules", "/usr/share/p11-kit/modules"] as const;

/** Folders of the program and of p11-kit's module file in a registration for everybody: absolute paths. */
export interface SystemFolders {
  readonly program: string;
  readonly modules: string;
}

/**
 * Those of `install --system`, which belong to the administrator. On many Macs `/usr/local` belongs to one user, who has
 * Homebrew; below `/Library` only root writes.
 */
const ADMINISTRATORS: Readonly<Record<FolderPlatform, SystemFolders>> = {
  linux: { program: "/usr/local/lib/varco", modules: SYSTEM_MODULES[0] },
  darwin: { program: "/Library/Application Support/Varco", modules: SYSTEM_MODULES[0] },
};

/** Those of packages. */
export const PACKAGES: SystemFolders = { program: "/usr/lib/varco", modules: SYSTEM_MODULES[1] };

/** Whether the places on this system are known. */
export function isSupported(platform: string): platform is FolderPlatform {
  return PLATFORMS.includes(platform);
}

/** The places of one user. */
export function userPlaces(platform: FolderPlatform, folders: UserFolders, browsers = BROWSERS): Places {
  const { config, data, systemModules } = folders;
  const script = join(data, "varco/varco-host");
  const absolute = ({ base, folder }: UserFolder) => join(folders[base], folder);
  return {
    forEverybody: false,
    folder: join(data, "varco"),
    script: { written: script, seen: script },
    browsers: browsers.map((browser) =>
      placesOf(browser, platform, {
        manifests: ({ user }) => user.map(absolute),
        databases: (database) => database.map(absolute),
      }),
    ),
    moduleFile: platform === "linux" ? join(systemModules ?? join(config, "pkcs11/modules"), MODULE_FILE) : null,
    sharesModuleFile: systemModules !== undefined,
  };
}

/**
 * The places for everybody, on the system whose files are under `root`. No browser has an NSS database for everybody.
 */
export function systemPlaces(
  platform: FolderPlatform,
  root: string,
  browsers = BROWSERS,
  { program, modules }: SystemFolders = ADMINISTRATORS[platform],
): Places {
  const script = `${program}/varco-host`;
  return {
    forEverybody: true,
    folder: join(root, program),
    script: { written: join(root, script), seen: script },
    browsers: browsers.map((browser) =>
      placesOf(browser, platform, {
        manifests: ({ system }) => system.map((folder) => join(root, folder)),
        databases: () => [],
      }),
    ),
    moduleFile: platform === "linux" ? join(root, modules, MODULE_FILE) : null,
    sharesModuleFile: false,
  };
}

/** Turns the folders of a table entry into absolute paths. */
interface Scope {
  readonly manifests: (folders: ManifestFolders) => readonly string[];
  readonly databases: (folders: readonly UserFolder[]) => readonly string[];
}

function placesOf({ name, title, engine, hostManifests, module }: Browser, platform: FolderPlatform, scope: Scope) {
  const loading = platform === "linux" ? module : null;
  const manifests = (folders: ManifestFolders, file: string) =>
    scope.manifests(folders).map((folder) => join(folder, `${file}.json`));
  return {
    name,
    title,
    engine,
    loadsModuleBy: loading?.by ?? null,
    hostManifests: manifests(hostManifests[platform], HOST_NAME),
    moduleManifests: loading?.by === "extension" ? manifests(loading.manifests, MODULE_NAME) : [],
    databases: loading?.by === "nss-database" ? scope.databases(loading.databases) : [],
  };
}

/**
 * The folders of the person who runs this (XDG Base Directory Specification on Linux, where empty means unset). `root`:
 * folder of the system's files.
 */
export function userFolders(platform: FolderPlatform, root: string): UserFolders {
  const home = homedir();
  const config = configFolder(process.env, platform);
  if (platform === "darwin") return { home, config, data: config };
  return {
    home,
    config,
    data: process.env["XDG_DATA_HOME"] || join(home, ".local/share"),
    ...(process.getuid?.() === ROOT && { systemModules: join(root, SYSTEM_MODULES[0]) }),
  };
}

/**
 * Refuses to register as root in another person's folders, as with a sudo that keeps HOME: the files would belong to
 * root, and the person's programs could not open them. `user`: effective user id; undefined: the system has none.
 * Throws `install.home`, `install.read`.
 */
export function refuseAnothersHome(
  { home, config, data }: UserFolders,
  user: number | undefined,
  owner = ownerOf,
): void {
  if (user !== ROOT) return;
  const path = [home, config, data].find((folder) => owner(folder) !== ROOT);
  if (path !== undefined) throw new VarcoError("install.home", { path });
}

const ROOT = 0;
