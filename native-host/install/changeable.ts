import { lstatSync, realpathSync } from "node:fs";
import { dirname } from "node:path";

const GROUP_OR_OTHERS_WRITE = 0o022;
const STICKY = 0o1000;

/**
 * What of a path somebody else than root could exchange: the file itself or a folder above it. null: nothing. The file
 * must be there.
 */
export function changeableByOthers(path: string): string | null {
  for (let at = realpathSync(path); ; at = dirname(at)) {
    const { uid, mode } = lstatSync(at);
    // In a sticky folder nobody can exchange what is another's.
    const open = (mode & GROUP_OR_OTHERS_WRITE) !== 0 && (mode & STICKY) === 0;
    if (uid !== 0 || open) return at;
    if (at === dirname(at)) return null;
  }
}
