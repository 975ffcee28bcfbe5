import { chmodSync, mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { basename, dirname, join, relative } from "node:path";
import { makeAside } from "./aside";
import { orWriteError, type Access } from "./files";
import { missingFolders } from "./folders";

/**
 * Makes a folder that does not exist, with those above it and a first file in it, in one step: whoever stops the
 * program leaves all or nothing. Throws `install.write`.
 */
export function makeOwnFolder(
  folder: string,
  first: { readonly name: string; readonly content: string },
  { mode, exact }: Access,
): void {
  orWriteError(folder, () => {
    const missing = missingFolders(folder);
    const [top = folder] = missing;
    const above = dirname(top);
    const aside = makeAside(above);
    try {
      for (const path of missing.map((one) => join(aside, relative(above, one)))) {
        mkdirSync(path, { mode });
        if (exact) chmodSync(path, mode);
      }
      const file = join(aside, relative(above, folder), first.name);
      writeFileSync(file, first.content, { mode: 0o644, flush: true });
      if (exact) chmodSync(file, 0o644);
      renameSync(join(aside, basename(top)), top);
    } finally {
      rmSync(aside, { recursive: true, force: true });
    }
  });
}

/**
 * Deletes a file with those folders above it that are in `made` and hold nothing else, in one step. Throws
 * `install.write`.
 */
export function removeOwnFolder(file: string, made: ReadonlySet<string>): void {
  orWriteError(file, () => {
    const top = highest(file, made);
    const above = dirname(top);
    const aside = makeAside(above);
    const moved = join(aside, basename(top));
    renameSync(top, moved);
    // Somebody may have put something there a moment ago.
    if (!holdsOnly(moved, join(aside, relative(above, file)))) renameSync(moved, top);
    rmSync(aside, { recursive: true, force: true });
  });
}

/** The highest folder above a file that may go with it: the file itself if there is none. */
function highest(file: string, made: ReadonlySet<string>): string {
  let top = file;
  while (made.has(dirname(top)) && readdirSync(dirname(top)).length === 1) top = dirname(top);
  return top;
}

/** Whether there is nothing in a folder but the way to that file. */
function holdsOnly(folder: string, file: string): boolean {
  for (let at = file; at !== folder; at = dirname(at)) if (readdirSync(dirname(at)).length !== 1) return false;
  return true;
}
