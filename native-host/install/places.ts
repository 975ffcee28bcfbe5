import { homedir } from "node:os";
import { join } from "node:path";
import { VarcoError } from "../../shared/errors";
import { HOST_NAME, MODULE_NAME } from "../../shared/identity";
import { ownerOf } from "./files";
import { MODULE_FILE } from "./module-file";

/** Browsers that Varco registers itself with by name. */
export const BROWSERS = ["chromium", "chrome", "firefox"] as const;
export type Browser = (typeof BROWSERS)[number];
export type Engine = "chromium" | "firefox";
export type Platform = "linux" | "darwin";

/** The form of a manifest, and with whose module database a browser works. */
export const ENGINES: Readonly<Record<Browser, Engine>> = {
  chromium: "chromium",
  chrome: "chromium",
  firefox: "firefox",
};

/** A user's folders, absolute: the home, and where programs keep settings and data. */
export interface UserFolders {
  readonly home: string;
  readonly config: string;
  readonly data: string;
  /** Where p11-kit looks for this user's modules, if not in the user's own folder: root has the system's only. */
  readonly systemModules?: string;
}

/** All places of a registration, for one user or for the whole system: absolute paths of files, and of folders where it says so. */
export interface Places {
  readonly forEverybody: boolean;
  /** Folder of the start script and of what else belongs to the registration. */
  readonly folder: string;
  /** The start script: where it is written, and its path as browsers see it. They differ where a package is made. */
  readonly script: { readonly written: string; readonly seen: string };
  readonly hostManifests: Readonly<Record<Browser, readonly string[]>>;
  /** Firefox's manifests of the PKCS#11 module. */
  readonly moduleManifests: readonly string[];
  /** p11-kit's module file. null: no module on this system. */
  readonly moduleFile: string | null;
  /** A user's registration has the system's module file: root has no other. */
  readonly sharesModuleFile: boolean;
  /** Folders of NSS databases that Chromium and Chrome may use, the one to be made first. */
  readonly databases: readonly string[];
}

interface Folder {
  readonly base: "home" | "config";
  readonly folder: string;
}

/** Where browsers look for a user's manifests. Sources: developer.chrome.com "Native messaging"; MDN "Native manifests". */
const USER_MANIFESTS: Readonly<Record<Platform, Readonly<Record<Browser, Folder>>>> = {
  linux: {
    chromium: { base: "config", folder: "chromium/NativeMessagingHosts" },
    chrome: { base: "config", folder: "google-chrome/NativeMessagingHosts" },
    firefox: { base: "home", folder: ".mozilla/native-messaging-hosts" },
  },
  darwin: {
    chromium: { base: "config", folder: "Chromium/NativeMessagingHosts" },
    chrome: { base: "config", folder: "Google/Chrome/NativeMessagingHosts" },
    firefox: { base: "config", folder: "Mozilla/NativeMessagingHosts" },
  },
};

/** Where browsers look for everybody's manifests. Sources: the same. Which of its two folders a Firefox knows depends on who built it. */
const SYSTEM_MANIFESTS: Readonly<Record<Platform, Readonly<Record<Browser, readonly string[]>>>> = {
  linux: {
    chromium: ["/etc/chromium/native-messaging-hosts"],
    chrome: ["/etc/opt/chrome/native-messaging-hosts"],
    firefox: ["/usr/lib/mozilla/native-messaging-hosts", "/usr/lib64/mozilla/native-messaging-hosts"],
  },
  darwin: {
    chromium: ["/Library/Application Support/Chromium/NativeMessagingHosts"],
    chrome: ["/Library/Google/Chrome/NativeMessagingHosts"],
    firefox: ["/Library/Application Support/Mozilla/NativeMessagingHosts"],
  },
};
const SYSTEM_MODULE_MANIFESTS = ["/usr/lib/mozilla/pkcs11-modules", "/usr/lib64/mozilla/pkcs11-modules"];
const SYSTEM_FOLDER = "/usr/local/lib/varco";

/** Folders in which p11-kit looks for the system's modules: the administrator's, the packages'. Source: pkcs11.conf(5). */
export const SYSTEM_MODULES = ["/etc/pkcs11/modules", "/usr/share/p11-kit/modules"] as const;

/** Whether this system is one whose places are known. */
export function isSupported(platform: string): platform is Platform {
  return Object.hasOwn(USER_MANIFESTS, platform);
}

/** The places of one user. */
export function userPlaces(platform: Platform, folders: UserFolders): Places {
  const { home, data } = folders;
  const manifest = (browser: Browser) => {
    const { base, folder } = USER_MANIFESTS[platform][browser];
    return [join(folders[base], folder, `${HOST_NAME}.json`)];
  };
  const script = join(data, "varco/varco-host");
  return {
    forEverybody: false,
    folder: join(data, "varco"),
    script: { written: script, seen: script },
    hostManifests: { chromium: manifest("chromium"), chrome: manifest("chrome"), firefox: manifest("firefox") },
    ...(platform === "linux"
      ? {
          moduleManifests: [join(home, ".mozilla/pkcs11-modules", `${MODULE_NAME}.json`)],
          moduleFile: join(folders.systemModules ?? join(folders.config, "pkcs11/modules"), MODULE_FILE),
          // The first holds good for every version; newer ones of Chromium fall back on the second where there is no first.
          databases: [join(home, ".pki/nssdb"), join(data, "pki/nssdb")],
        }
      : NO_MODULE),
    sharesModuleFile: folders.systemModules !== undefined,
  };
}

/** The places for everybody, on the system whose files are under `root`. Chromium and Chrome have no module database for everybody. */
export function systemPlaces(platform: Platform, root: string): Places {
  const manifest = (browser: Browser) =>
    SYSTEM_MANIFESTS[platform][browser].map((folder) => join(root, folder, `${HOST_NAME}.json`));
  const script = `${SYSTEM_FOLDER}/varco-host`;
  return {
    forEverybody: true,
    folder: join(root, SYSTEM_FOLDER),
    script: { written: join(root, script), seen: script },
    hostManifests: { chromium: manifest("chromium"), chrome: manifest("chrome"), firefox: manifest("firefox") },
    ...(platform === "linux"
      ? {
          moduleManifests: SYSTEM_MODULE_MANIFESTS.map((folder) => join(root, folder, `${MODULE_NAME}.json`)),
          moduleFile: join(root, SYSTEM_MODULES[0], MODULE_FILE),
          databases: [],
        }
      : NO_MODULE),
    sharesModuleFile: false,
  };
}

const NO_MODULE = { moduleManifests: [], moduleFile: null, databases: [] } as const;

/** The folders of the person who runs this (XDG Base Directory Specification on Linux, where empty means unset). `root`: folder of the system's files. */
export function userFolders(platform: Platform, root: string): UserFolders {
  const home = homedir();
  if (platform === "darwin") {
    const support = join(home, "Library/Application Support");
    return { home, config: support, data: support };
  }
  return {
    home,
    config: process.env["XDG_CONFIG_HOME"] || join(home, ".config"),
    data: process.env["XDG_DATA_HOME"] || join(home, ".local/share"),
    ...(process.getuid?.() === 0 && { systemModules: join(root, SYSTEM_MODULES[0]) }),
  };
}

/**
 * Refuses to work as root (`user`: effective user id; undefined: the system has none) in another person's folders, as with a sudo that keeps
 * HOME: what is written there would be root's, and the person's programs could not open it. Throws `install.home`, `install.read`.
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
