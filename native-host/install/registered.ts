import { existsSync, realpathSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { readText } from "./files";
import type { InstallRecord } from "./install-record";
import { manifestPath } from "./manifest-path";
import { programOf } from "./module-file";
import { registeredLibrary } from "./nss-database";
import type { BrowserPlaces, Places } from "./places";

/** The places of these browsers. A name must be one of the table. */
export function browsersNamed({ browsers }: Places, names: readonly string[]): BrowserPlaces[] {
  return names.map((name) => {
    const found = browsers.find((browser) => browser.name === name);
    if (found === undefined) throw new TypeError(`no browser of the table: ${name}`);
    return found;
  });
}

/** Whether one of these browsers finds the host by our registration. */
export function hasHost(places: Places, browsers = places.browsers): boolean {
  return browsers.some(({ hostManifests }) =>
    hostManifests.some((path) => existsSync(path) && !leadsElsewhere(path, places)),
  );
}

/**
 * Whether a manifest makes a browser start the program of another registration, which works: a package's, say, where
 * these are the administrator's places. Such a file is not ours to delete. Throws `install.read`.
 */
export function leadsElsewhere(manifest: string, { script }: Places): boolean {
  const named = manifestPath(manifest);
  if (named === null || named === script.seen) return false;
  const root = script.written.slice(0, -script.seen.length);
  return [named, join(root, named)].some((program) => existsSync(program));
}

/** The browsers that the host was registered with and that still find it. Browsers may share a file: the record tells. */
export function browsersWithHost(places: Places, record: InstallRecord): BrowserPlaces[] {
  return places.browsers.filter((browser) => record.browsers.has(browser.name) && hasHost(places, [browser]));
}

/** The browsers that find the host of another registration by these places. Throws `install.read`. */
export function browsersOfOther(places: Places): BrowserPlaces[] {
  return places.browsers.filter(({ hostManifests }) => hostManifests.some((path) => leadsElsewhere(path, places)));
}

/** Whether some browser finds the host or the module by our registration, or by a profile folder of the record. */
export function isInUse(places: Places, { profiles }: InstallRecord): boolean {
  const others = browsersOfOther(places);
  return (
    hasHost(places) ||
    [...profiles].some((path) => existsSync(path)) ||
    places.browsers.some(
      (browser) =>
        (!others.includes(browser) && browser.moduleManifests.some((path) => existsSync(path))) ||
        browser.databases.some((folder) => registeredLibrary(folder) !== null),
    )
  );
}

/** Whether the module file belongs to another registration, which works. */
export function belongsToOther({ moduleFile, script, sharesModuleFile }: Places): boolean {
  if (moduleFile === null || !sharesModuleFile) return false;
  const program = programOf(readText(moduleFile, "utf8") ?? "");
  return program !== null && program !== script.seen && existsSync(program);
}

/** A path by which the same file in linked folders is known. */
export function fileOf(path: string): string {
  const folder = dirname(path);
  return existsSync(folder) ? join(realpathSync(folder), basename(path)) : path;
}
