import { execFile } from "node:child_process";
import { homedir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import type { Platform } from "../../install/browsers";
import { foundBrowsers, programFolders, type FoundBrowser } from "../../install/found";

/** A browser that is on this computer. */
export interface InstalledBrowser extends FoundBrowser {
  /** Its own words; null: it does not tell, or lives in a box that may ask before it starts. */
  readonly version: string | null;
}

/** Milliseconds for a browser to tell its version. */
const PATIENCE = 8_000;

/** Systems on which the places of browsers are known, and whether browsers tell their version there. */
const SYSTEMS: Readonly<Record<Platform, { readonly tellsVersion: boolean }>> = {
  linux: { tellsVersion: true },
  darwin: { tellsVersion: true },
  // Whatever Chrome is asked there, it opens a window.
  win32: { tellsVersion: false },
};

function isKnown(platform: string): platform is Platform {
  return Object.hasOwn(SYSTEMS, platform);
}

/** The browsers of the table that are there. `root`: folder of the system's files. */
export async function installedBrowsers(root: string): Promise<InstalledBrowser[]> {
  const { platform } = process;
  if (!isKnown(platform)) return [];
  const { tellsVersion } = SYSTEMS[platform];
  const home = homedir();
  const found = foundBrowsers(platform, { root, home, folders: programFolders(platform, home) });
  return Promise.all(
    found.map(async (one) => ({
      ...one,
      version: tellsVersion && one.packaging === "plain" ? await versionOf(one.path) : null,
    })),
  );
}

/** macOS: the program in a bundle has the bundle's name, that of Firefox its own. */
function programOf(path: string): string {
  const bundle = /([^/]+)\.app$/.exec(path)?.[1];
  if (bundle === undefined) return path;
  return join(path, "Contents/MacOS", bundle.startsWith("Firefox") ? "firefox" : bundle);
}

async function versionOf(path: string): Promise<string | null> {
  try {
    const { stdout } = await promisify(execFile)(programOf(path), ["--version"], { timeout: PATIENCE });
    return /\d+(?:\.\d+)+\S*/.exec(stdout)?.[0] ?? null;
  } catch {
    return null;
  }
}
