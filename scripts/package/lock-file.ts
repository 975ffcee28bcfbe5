import { readFileSync } from "node:fs";
import * as v from "valibot";
import { ROOT } from "./folders";
import type { PinnedPackage } from "./download";

const entry = v.object({
  version: v.optional(v.string()),
  integrity: v.optional(v.string()),
  dependencies: v.optional(v.record(v.string(), v.string()), {}),
});
const lockFile = v.object({ packages: v.record(v.string(), entry) });

const { packages } = v.parse(lockFile, JSON.parse(readFileSync(`${ROOT}package-lock.json`, "utf8")));

/** A package as the lock file pins it. Throws `Error` for one that it does not know. */
export function pinnedInLock(name: string): PinnedPackage {
  const { version, integrity } = packages[`node_modules/${name}`] ?? {};
  if (version === undefined || integrity === undefined) throw new Error(`package-lock.json does not pin ${name}`);
  return { name, version, integrity };
}

/** These packages and all that they need, by the folders in which npm puts them, in alphabetical order. */
export function withDependencies(names: readonly string[]): string[] {
  const found = new Set<string>();
  const add = (folder: string) => {
    if (found.has(folder)) return;
    found.add(folder);
    for (const name of Object.keys(packages[folder]?.dependencies ?? {})) add(folderOf(name, folder));
  };
  for (const name of names) add(`node_modules/${name}`);
  return [...found].sort();
}

/** The folder of a package as Node finds it from another package's folder. */
function folderOf(name: string, from: string): string {
  for (let at = from; ; at = at.slice(0, Math.max(0, at.lastIndexOf("/node_modules/")))) {
    const folder = at === "" ? `node_modules/${name}` : `${at}/node_modules/${name}`;
    if (packages[folder] !== undefined) return folder;
    if (at === "") throw new Error(`package-lock.json does not know ${name}, which ${from} needs`);
  }
}
