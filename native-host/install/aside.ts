import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { join } from "node:path";

/** Begins the names of our folders for unfinished files; the number of the process that made it follows. */
const PREFIX = ".varco-";

/** Makes a folder for files that are not finished, beside the place where they will be. */
export function makeAside(folder: string): string {
  removeStaleAsides(folder);
  return mkdtempSync(join(folder, `${PREFIX}${process.pid}-`));
}

/** Such folders of processes that were ended before they had finished. */
export function staleAsides(folder: string): string[] {
  return readdirSync(folder)
    .filter((name) => {
      const maker = name.startsWith(PREFIX) ? /^\d+(?=-)/.exec(name.slice(PREFIX.length)) : null;
      return maker !== null && !runs(Number(maker[0]));
    })
    .map((name) => join(folder, name));
}

/** Deletes them. */
function removeStaleAsides(folder: string): void {
  for (const path of staleAsides(folder)) rmSync(path, { recursive: true, force: true });
}

function runs(process_: number): boolean {
  try {
    return process.kill(process_, 0);
  } catch (thrown) {
    // EPERM: it runs, as somebody else.
    return thrown instanceof Error && "code" in thrown && thrown.code === "EPERM";
  }
}
