import { existsSync, mkdirSync, chmodSync } from "node:fs";
import { dirname } from "node:path";
import { orWriteError, type Access } from "./files";
import type { InstallRecord } from "./install-record";

/** Makes a folder and those above it, and records the ones that were missing. Throws `install.write`. */
export function makeFolder(path: string, { mode, exact }: Access, record: InstallRecord): void {
  const missing: string[] = [];
  for (let at = path; !existsSync(at); at = dirname(at)) missing.unshift(at);
  record.record(missing);
  orWriteError(path, () => {
    for (const folder of missing) {
      mkdirSync(folder, { mode });
      if (exact) chmodSync(folder, mode);
    }
  });
}
