/** Whose forms a browser follows: its native-messaging manifest and its extension API. */
export type Engine = "chromium" | "firefox";

/** A system on which browsers find manifests in folders. */
export type FolderPlatform = "linux" | "darwin";

/** A system on which the places are known. On Windows browsers find manifests by the registry. */
export type Platform = FolderPlatform | "win32";

/** A folder of one user: `base` is one of the user's own folders (places.ts), `folder` the rest of the path. */
export interface UserFolder {
  readonly base: "home" | "config" | "data";
  readonly folder: string;
}

/**
 * Folders in which a browser looks for manifests: those of one user, and those that count for everybody (absolute
 * paths). Browsers may share a folder.
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

/** By what a browser is known to be on a computer. */
export interface BrowserSigns {
  /**
   * Linux: names of programs in the folders of PATH. macOS: application bundles. Windows: paths below the folders of
   * programs, the computer's and the person's own.
   */
  readonly programs: Readonly<Record<Platform, readonly string[]>>;
  /** Its names as a snap and as a flatpak (Linux). */
  readonly snaps: readonly string[];
  readonly flatpaks: readonly string[];
}

/** Everything that the host knows about one browser. See docs/adding-a-browser.md. */
export interface Browser {
  /** What `--browser` takes. */
  readonly name: string;
  /** What people read. */
  readonly title: string;
  readonly engine: Engine;
  /** Where it looks for native-messaging manifests. */
  readonly hostManifests: Readonly<Record<FolderPlatform, ManifestFolders>>;
  /**
   * Windows: keys below `HKEY_CURRENT_USER\Software` (or the computer's) in which it looks for
   * `NativeMessagingHosts\<name>`, whose default value is the manifest's path. Browsers may share a key.
   */
  readonly registry: readonly string[];
  /** null: it cannot load the module. A snap or flatpak never can. */
  readonly module: ModuleLoading | null;
  readonly signs: BrowserSigns;
}
