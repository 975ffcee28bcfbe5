import { existsSync, mkdirSync } from "node:fs";
import { dirname } from "node:path/win32";
import { orWriteError, putFile, readText, removeFile, removeIfEmpty } from "../files";
import { hostManifest } from "../manifest";
import type { StartCommand } from "../start-script";
import { removeUnfinished, unfinishedBeside } from "../unfinished";
import { nameOfKey, type Registry } from "./registry";
import { LAUNCHER, type WindowsBrowser, type WindowsPlaces } from "./places";
import { windowsStartScript } from "./start-script";

/** Nothing of the person's registry above this key is ours. */
const TOP = "Software";

/**
 * Registers the host with these browsers. `command` starts it where no package brought a program. A manifest that says
 * what it should stays as it is. Returns what was written: paths, and names of keys. Throws `install.write`,
 * `install.read`.
 */
export function registerOnWindows(
  places: WindowsPlaces,
  names: readonly string[],
  command: StartCommand,
  registry: Registry,
): string[] {
  const chosen = places.browsers.filter(({ name }) => names.includes(name));
  const written: string[] = [];
  const put = (path: string, content: string) => {
    putFile(path, content, { mode: 0o644, exact: false });
    written.push(path);
  };
  if (!places.packaged) {
    orWriteError(places.folder, () => mkdirSync(places.folder, { recursive: true }));
    put(places.program, windowsStartScript(command));
  }
  const manifests = new Map(chosen.map(({ manifest, engine }) => [manifest, engine]));
  for (const [path, engine] of manifests) {
    const content = hostManifest(engine, places.packaged ? LAUNCHER : places.program);
    if (readText(path, "utf8") !== content) put(path, content);
  }
  const keys = new Map(chosen.flatMap(({ keys: all, manifest }) => all.map((key) => [key, manifest])));
  for (const [key, manifest] of keys) {
    registry.write(key, manifest);
    written.push(nameOfKey(key));
  }
  return written;
}

/**
 * Takes the registration of these browsers back, and of those that share a key with them. Keys that lead elsewhere
 * belong to another installation and stay. If no key is left, our files go too, except those of a package. Returns what
 * was deleted. Throws `install.write`.
 */
export function unregisterOnWindows(places: WindowsPlaces, names: readonly string[], registry: Registry): string[] {
  const removed: string[] = [];
  for (const { keys, manifest } of places.browsers.filter(({ name }) => names.includes(name))) {
    for (const key of keys.filter((one) => leadsTo(registry.read(one), manifest))) {
      registry.remove(key);
      removeEmptyAbove(key, registry);
      removed.push(nameOfKey(key));
    }
  }
  if (places.packaged || registeredOnWindows(places, registry).length > 0) return removed;
  const files = filesOf(places);
  removed.push(...removeUnfinished(unfinishedBeside(files)), ...files.filter(removeFile));
  removeIfEmpty(places.folder);
  return removed;
}

/** The files of a registration. */
export function filesOf({ browsers, program }: WindowsPlaces): string[] {
  return [...new Set(browsers.map(({ manifest }) => manifest)), program];
}

/** The browsers that find this host. */
export function registeredOnWindows({ browsers }: WindowsPlaces, registry: Registry): WindowsBrowser[] {
  return browsers.filter(
    ({ keys, manifest }) => existsSync(manifest) && keys.some((key) => leadsTo(registry.read(key), manifest)),
  );
}

/** Paths on Windows count in any case. */
function leadsTo(value: string | null, manifest: string): boolean {
  return value?.toLowerCase() === manifest.toLowerCase();
}

/** A browser's own keys hold something. What holds nothing any more was made for ours. */
function removeEmptyAbove(key: string, registry: Registry): void {
  for (let at = dirname(key); at !== TOP && registry.isEmpty(at); at = dirname(at)) registry.remove(at);
}
