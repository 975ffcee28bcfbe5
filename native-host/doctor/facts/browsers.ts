import { execFile } from "node:child_process";
import { homedir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { foundBrowsers, programFolders, type FoundBrowser } from "../../install/found";
import { isSupported } from "../../install/places";

/** A browser that is on this computer. */
export interface InstalledBrowser extends FoundBrowser {
  /** Its own words; null: it did not tell, or lives in a box that may ask before it starts. */
  readonly version: string | null;
}

/** Milliseconds for a browser to tell its version. */
const PATIENCE = 8_000;

/** The browsers of the table that are there. `root`: folder of the system's files. */
export async function installedBrowsers(root: string): Promise<InstalledBrowser[]> {
  const { platform } = process;
  if (!isSupported(platform)) return [];
  const home = homedir();
  const found = foundBrowsers(platform, { root, home, folders: programFolders(platform, home) });
  return Promise.all(
    found.map(async (one) => ({ ...one, version: one.packaging === "plain" ? await versionOf(one.path) : null })),
  );
}

/** macOS: the program in a bundle has the bundle's name, that of Firefox its own. */
function programOf(path: string): string {
  const bundle = /([^/]+)\.app$/.exec(path)?.[1];
  if (bundle === undefined) return path;
  return join(path, "Contents/MacOS", bundle.startsWith("Firefox") ? "firefox" : bundle);
}

async function versionOf(path: string): Promise<string | null> {
  const ran = promisify(execFile)(programOf(path), ["--version"], { timeout: PATIENCE, windowsHide: true });
  return ran.then(
    ({ stdout }) => /\d+(?:\.\d+)+\S*/.exec(stdout)?.[0] ?? null,
    () => null,
  );
}
