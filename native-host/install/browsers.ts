/** Whose forms a browser follows: its native-messaging manifest and its extension API. */
export type Engine = "chromium" | "firefox";

/** A system on which the places are known. */
export type Platform = "linux" | "darwin";

/** A folder of one user: `base` is one of the user's own folders (places.ts), `folder` the rest of the path. */
export interface UserFolder {
  readonly base: "home" | "config" | "data";
  readonly folder: string;
}

/**
 * Folders in which a browser looks for manifests: those of one user, and those that count for everybody (absolute
 * paths).
 */
export interface ManifestFolders {
  readonly user: readonly UserFolder[];
  readonly system: readonly string[];
}

/**
 * How a browser comes to load the PKCS#11 module (on Linux, the only system with p11-kit):
 * - `extension`: our extension asks for it, and the browser looks for a PKCS#11 manifest in these folders.
 * - `nss-database`: the browser loads what is listed in the user's NSS database when it starts. It uses the first of
 *   these folders that exists, and makes the first one if there is none.
 */
export type ModuleLoading =
  | { readonly by: "extension"; readonly manifests: ManifestFolders }
  | { readonly by: "nss-database"; readonly databases: readonly UserFolder[] };

/** Everything that the host knows about one browser. See docs/adding-a-browser.md. */
export interface Browser {
  /** What `--browser` takes. */
  readonly name: string;
  /** What people read. */
  readonly title: string;
  readonly engine: Engine;
  /** Where it looks for native-messaging manifests. */
  readonly hostManifests: Readonly<Record<Platform, ManifestFolders>>;
  /** null: it cannot load the module. */
  readonly module: ModuleLoading | null;
}

/** Chromium and Chrome share one database. Newer versions use the second folder where the first does not exist. */
const CHROMIUM_MODULE: ModuleLoading = {
  by: "nss-database",
  databases: [
    { base: "home", folder: ".pki/nssdb" },
    { base: "data", folder: "pki/nssdb" },
  ],
};

/**
 * The browsers that Varco registers itself with. Sources of the folders: developer.chrome.com "Native messaging"; MDN
 * "Native manifests".
 */
export const BROWSERS: readonly Browser[] = [
  {
    name: "chromium",
    title: "Chromium",
    engine: "chromium",
    hostManifests: {
      linux: {
        user: [{ base: "config", folder: "chromium/NativeMessagingHosts" }],
        system: ["/etc/chromium/native-messaging-hosts"],
      },
      darwin: {
        user: [{ base: "config", folder: "Chromium/NativeMessagingHosts" }],
        system: ["/Library/Application Support/Chromium/NativeMessagingHosts"],
      },
    },
    module: CHROMIUM_MODULE,
  },
  {
    name: "chrome",
    title: "Chrome",
    engine: "chromium",
    hostManifests: {
      linux: {
        user: [{ base: "config", folder: "google-chrome/NativeMessagingHosts" }],
        system: ["/etc/opt/chrome/native-messaging-hosts"],
      },
      darwin: {
        user: [{ base: "config", folder: "Google/Chrome/NativeMessagingHosts" }],
        system: ["/Library/Google/Chrome/NativeMessagingHosts"],
      },
    },
    module: CHROMIUM_MODULE,
  },
  {
    name: "firefox",
    title: "Firefox",
    engine: "firefox",
    hostManifests: {
      linux: {
        user: [{ base: "home", folder: ".mozilla/native-messaging-hosts" }],
        // Which of the two a Firefox reads depends on who built it.
        system: ["/usr/lib/mozilla/native-messaging-hosts", "/usr/lib64/mozilla/native-messaging-hosts"],
      },
      darwin: {
        user: [{ base: "config", folder: "Mozilla/NativeMessagingHosts" }],
        system: ["/Library/Application Support/Mozilla/NativeMessagingHosts"],
      },
    },
    module: {
      by: "extension",
      manifests: {
        user: [{ base: "home", folder: ".mozilla/pkcs11-modules" }],
        system: ["/usr/lib/mozilla/pkcs11-modules", "/usr/lib64/mozilla/pkcs11-modules"],
      },
    },
  },
];

/** Whether browsers of that engine load the module by themselves when they start. */
export function loadsModuleAtStart(engine: Engine, browsers = BROWSERS): boolean {
  return browsers.some((browser) => browser.engine === engine && browser.module?.by === "nss-database");
}
