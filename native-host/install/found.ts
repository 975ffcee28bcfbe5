import { existsSync, openSync, readSync, closeSync, realpathSync } from "node:fs";
import { basename, join } from "node:path";
import { HOST_NAME } from "../../shared/identity";
import type { Browser, Platform } from "./browser";
import { BROWSERS } from "./browsers";

/** How a browser came onto the computer. From a snap or a flatpak it starts no programs of the computer by itself. */
export type Packaging = "plain" | "snap" | "flatpak";

/** The command by which a person lets Firefox as a snap start the host, also after a "no". */
export const PERMIT_SNAP = `flatpak permission-set webextensions ${HOST_NAME} snap.firefox yes`;

/** A browser that is on the computer. */
export interface FoundBrowser {
  readonly browser: Browser;
  readonly packaging: Packaging;
  /** What it was known by. */
  readonly path: string;
}

/** Where to look. */
export interface LookedIn {
  /** Folder of the system's files; Windows has none, but drives. */
  readonly root: string;
  readonly home: string;
  /** Folders of programs. */
  readonly folders: readonly string[];
}

type Environment = Readonly<Record<string, string | undefined>>;

/** Folders in which programs are, as the tables of browsers mean it. */
export function programFolders(platform: Platform, home: string, env: Environment = process.env): string[] {
  if (platform === "darwin") return ["/Applications", join(home, "Applications")];
  if (platform === "win32")
    return ["ProgramFiles", "ProgramFiles(x86)", "LOCALAPPDATA"].flatMap((name) => env[name] ?? []);
  const named = (env["PATH"] ?? "").split(":").filter((folder) => folder.startsWith("/"));
  return [...new Set([...named, "/usr/local/bin", "/usr/bin", "/bin"])];
}

/** The browsers of the table that are on this computer, each once for each way in which it came there. */
export function foundBrowsers(platform: Platform, where: LookedIn, browsers = BROWSERS): FoundBrowser[] {
  return browsers.flatMap((browser) => {
    const found = [...plain(platform, browser, where), ...(platform === "linux" ? packed(browser, where) : [])];
    const first = new Map(found.toReversed().map((one) => [one.packaging, one]));
    return [...first.values()].toReversed();
  });
}

function plain(platform: Platform, browser: Browser, { root, folders }: LookedIn): FoundBrowser[] {
  const under = platform === "win32" ? "" : root;
  return folders
    .flatMap((folder) => browser.signs.programs[platform].map((name) => join(under, folder, name)))
    .filter((path) => existsSync(path))
    .map((path) => ({ browser, path, packaging: platform === "linux" && leadsToSnap(path) ? "snap" : "plain" }));
}

/** Folders of the programs of snaps; the second on systems without the first. Source: snapd, dirs.go. */
const SNAP_FOLDERS = ["/snap/bin", "/var/lib/snapd/snap/bin"];

function packed(browser: Browser, { root, home }: LookedIn): FoundBrowser[] {
  const { signs } = browser;
  const snaps = SNAP_FOLDERS.flatMap((folder) => signs.snaps.map((name) => join(root, folder, name)));
  // Flatpak's installations: the system's and the person's.
  const flatpaks = [join(root, "/var/lib/flatpak/app"), join(home, ".local/share/flatpak/app")].flatMap((folder) =>
    signs.flatpaks.map((id) => join(folder, id)),
  );
  const of = (packaging: Packaging, paths: string[]) =>
    paths.filter((path) => existsSync(path)).map((path) => ({ browser, packaging, path }));
  return [...of("snap", snaps), ...of("flatpak", flatpaks)];
}

/** Longer than the scripts that distributions leave in the place of a browser that is a snap now. */
const SCRIPT_LENGTH = 8192;

/** Whether a program only starts a snap: a link to snapd, or Ubuntu's script in the place of its old package. */
function leadsToSnap(path: string): boolean {
  if (basename(realpathSync(path)) === "snap" || path.includes("/snap/bin/")) return true;
  const start = firstBytes(path);
  return start.startsWith("#!") && start.includes("/snap/bin/");
}

/** Empty where the file may not be read. */
function firstBytes(path: string): string {
  try {
    const file = openSync(path, "r");
    try {
      const bytes = Buffer.alloc(SCRIPT_LENGTH);
      return bytes.toString("latin1", 0, readSync(file, bytes, 0, SCRIPT_LENGTH, 0));
    } finally {
      closeSync(file);
    }
  } catch {
    return "";
  }
}
