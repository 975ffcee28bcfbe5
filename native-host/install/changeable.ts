import { existsSync, lstatSync, readdirSync, realpathSync, statSync } from "node:fs";
import { dirname, join, resolve } from "node:path";

const GROUP_OR_OTHERS_WRITE = 0o022;
const STICKY = 0o1000;

/**
 * What of a path somebody else than root could exchange: the file itself or a folder above it. null: nothing. The file
 * must be there.
 */
export function changeableByOthers(path: string): string | null {
  return firstAbove(realpathSync(path), isOpen);
}

/**
 * The same of a file that need not be there yet, and of all links on the way to it: a link that is not root's leads
 * where its owner likes.
 */
export function reachableByOthers(path: string): string | null {
  const link = firstAbove(resolve(path), (at) => isThere(at) && isOpen(at));
  if (link !== null) return link;
  let there = path;
  while (!existsSync(there)) there = dirname(there);
  return changeableByOthers(there);
}

/** The same of a folder with everything in it. */
export function treeChangeableByOthers(folder: string): string | null {
  const above = reachableByOthers(folder);
  if (above !== null) return above;
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    const found = entry.isDirectory() ? treeChangeableByOthers(path) : reachableByOthers(path);
    if (found !== null) return found;
  }
  return null;
}

function firstAbove(path: string, wanted: (at: string) => boolean): string | null {
  for (let at = path; ; at = dirname(at)) {
    if (wanted(at)) return at;
    if (at === dirname(at)) return null;
  }
}

function isThere(path: string): boolean {
  return lstatSync(path, { throwIfNoEntry: false }) !== undefined;
}

function isOpen(path: string): boolean {
  const status = lstatSync(path);
  if (!isRoots(status.uid)) return true;
  // The mode of a link says nothing. In a sticky folder nobody can exchange what is another's.
  return !status.isSymbolicLink() && (status.mode & GROUP_OR_OTHERS_WRITE) !== 0 && (status.mode & STICKY) === 0;
}

/** Root, or whom the whole system belongs to: in a user namespace root has another number. */
function isRoots(uid: number): boolean {
  return uid === 0 || uid === statSync("/").uid;
}
