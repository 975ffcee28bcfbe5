import { resolve } from "node:path";
import { VarcoError } from "../../shared/errors";
import { BROWSERS, type FolderPlatform } from "../install/browsers";
import { refuseAnothersHome, systemPlaces, userFolders, userPlaces, type Places } from "../install/places";
import { isFirefoxProfile } from "../install/profile-folder";
import { supportedPlatform } from "../install/register";
import { readArguments } from "./arguments";

const OPTIONS = {
  browser: { type: "string" },
  "profile-folder": { type: "string", multiple: true },
  user: { type: "boolean" },
  system: { type: "boolean" },
  root: { type: "string" },
} as const;
const NAMES: readonly string[] = BROWSERS.map(({ name }) => name);

export const INSTALL_USAGE =
  `[--browser ${NAMES.join("|")}|all] [--profile-folder DIR …] ` + "[--user | --system] [--root DIR]";

/** What `install` and `uninstall` are asked for. */
export interface InstallArguments {
  readonly platform: FolderPlatform;
  readonly places: Places;
  /** Names of browsers. */
  readonly browsers: readonly string[];
  /** Absolute paths of the profile folders that were named. */
  readonly profileFolders: readonly string[];
  /** Nothing was named: it is about everything. */
  readonly everything: boolean;
  /** Folder of the system's files: absolute. */
  readonly root: string;
}

/** Reads them. Throws `usage`, `install.system`, `install.root`, `install.home`, `install.read`. */
export function readInstallArguments(args: string[], systemRoot: string): InstallArguments {
  const {
    browser,
    "profile-folder": named = [],
    user = false,
    system = false,
    root: given = systemRoot,
  } = readArguments({ args, options: OPTIONS }).values;
  const root = resolve(given);
  if (user && system) throw new VarcoError("usage", { reason: "Give either --user or --system, not both." });
  const profileFolders = named.map((folder) => resolve(folder));
  if (system && profileFolders.length > 0)
    throw new VarcoError("usage", { reason: "A --profile-folder belongs to one user: leave out --system." });
  const firefox = profileFolders.find(isFirefoxProfile);
  if (firefox !== undefined)
    throw new VarcoError("usage", {
      reason:
        `${firefox} is a profile of Firefox, which finds Varco with any profile: ` +
        "leave out --profile-folder, or give --browser firefox.",
    });
  const platform = supportedPlatform();
  if (system && root === "/" && process.getuid?.() !== 0) throw new VarcoError("install.root");
  const places = system ? systemPlaces(platform, root) : placesOfUser(platform, root);
  const browsers = browser === undefined && profileFolders.length > 0 ? [] : browsersIn(browser ?? "all");
  return { platform, places, browsers, profileFolders, everything: browsers === NAMES, root };
}

function placesOfUser(platform: FolderPlatform, root: string): Places {
  const folders = userFolders(platform, root);
  refuseAnothersHome(folders, process.geteuid?.());
  return userPlaces(platform, folders);
}

function browsersIn(browser: string): readonly string[] {
  if (browser === "all") return NAMES;
  if (!NAMES.includes(browser))
    throw new VarcoError("usage", { reason: `--browser takes ${NAMES.join(", ")} or all.` });
  return [browser];
}
