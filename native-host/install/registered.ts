import { existsSync, realpathSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { readText } from "./files";
import type { InstallRecord } from "./install-record";
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

/** Whether one of these browsers finds the host. */
export function hasHost(browsers: readonly BrowserPlaces[]): boolean {
  return browsers.some(({ hostManifests }) => hostManifests.some((path) => existsSync(path)));
}

/** The browsers that the host was registered with and that still find it. Browsers may share a file: the record tells. */
export function browsersWithHost({ browsers }: Places, record: InstallRecord): BrowserPlaces[] {
  return browsers.filter((browser) => record.browsers.has(browser.name) && hasHost([browser]));
}

/** Whether some browser finds the host or the module by these places, or by a profile folder of the record. */
export function isInUse({ browsers }: Places, { profiles }: InstallRecord): boolean {
  return (
    hasHost(browsers) ||
    [...profiles].some((path) => existsSync(path)) ||
    browsers.some(
      ({ moduleManifests, databases }) =>
        moduleManifests.some((path) => existsSync(path)) ||
        databases.some((folder) => registeredLibrary(folder) !== null),
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
