import { existsSync, mkdirSync, chmodSync } from "node:fs";
import { dirname } from "node:path";
import { orWriteError, type Access } from "./files";

/** The folders of a path that do not exist, itself last. */
export function missingFolders(path: string): string[] {
  const missing: string[] = [];
  for (let at = path; !existsSync(at); at = dirname(at)) missing.unshift(at);
  return missing;
}

/** Makes a folder and those above it. Throws `install.write`. */
export function makeFolder(path: string, { mode, exact }: Access): void {
  orWriteError(path, () => {
    for (const folder of missingFolders(path)) {
      mkdirSync(folder, { mode });
      if (exact) chmodSync(folder, mode);
    }
  });
}
