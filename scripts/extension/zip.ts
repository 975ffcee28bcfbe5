import { zipSync } from "fflate";

/** The first day that the format knows (PKWARE's APPNOTE, 4.4.6). */
const FIRST_DAY = new Date(1980, 0, 1);

/**
 * A ZIP archive of these files, a map from name to bytes: the same files make the same archive, on any system. Files are
 * sorted and have no time. zlib's own bytes differ from one processor to another.
 */
export function zip(files: ReadonlyMap<string, Uint8Array>): Uint8Array {
  const sorted = [...files].sort(([one], [other]) => (one < other ? -1 : 1));
  return zipSync(Object.fromEntries(sorted), { level: 9, mem: 12, mtime: FIRST_DAY });
}
