import { execFile } from "node:child_process";
import { homedir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import type { Platform } from "../../install/browsers";
import { foundBrowsers, programFolders, type FoundBrowser } from "../../install/found";
import { WINDOWS_VERSION } from "./windows-version";

/** A browser that is on this computer. */
export interface InstalledBrowser extends FoundBrowser {
  /** Its own words; null: it does not tell, or lives in a box that may ask before it starts. */
  readonly version: string | null;
}

/** Milliseconds for a browser to tell its version. */
const PATIENCE = 8_000;

/** Systems on which the places of browsers are known, and how a browser's version is had there. */
const VERSION: Readonly<Record<Platform, (found: FoundBrowser) => Promise<string | null>>> = {
  linux: ({ path, packaging }) => (packaging === "plain" ? askedVersion(path) : Promise.resolve(null)),
  darwin: ({ path }) => askedVersion(path),
  win32: async ({ path, browser: { engine } }) => WINDOWS_VERSION[engine](path),
};

function isKnown(platform: string): platform is Platform {
  return Object.hasOwn(VERSION, platform);
}

/** The browsers of the table that are there. `root`: folder of the system's files. */
export async function installedBrowsers(root: string): Promise<InstalledBrowser[]> {
  const { platform } = process;
  if (!isKnown(platform)) return [];
  const home = homedir();
  const found = foundBrowsers(platform, { root, home, folders: programFolders(platform, home) });
  return Promise.all(found.map(async (one) => ({ ...one, version: await VERSION[platform](one) })));
}

/** macOS: the program in a bundle has the bundle's name, that of Firefox its own. */
function programOf(path: string): string {
  const bundle = /([^/]+)\.app$/.exec(path)?.[1];
  if (bundle === undefined) return path;
  return join(path, "Contents/MacOS", bundle.startsWith("Firefox") ? "firefox" : bundle);
}

async function askedVersion(path: string): Promise<string | null> {
  try {
    const { stdout } = await promisify(execFile)(programOf(path), ["--version"], { timeout: PATIENCE });
    return /\d+(?:\.\d+)+\S*/.exec(stdout)?.[0] ?? null;
  } catch {
    return null;
  }
}
