import { readdirSync, statSync } from "node:fs";
import { join } from "node:path";

/** A file or a folder as the installer will put it. It belongs to root (user 0, group 0). */
export interface PackedFile {
  /** `.` for the top, else `./Library/…`. */
  readonly path: string;
  /** Type and permissions, as in stat(2). */
  readonly mode: number;
  /** null: a folder. `from`: where the bytes are; `size`: how many. */
  readonly content: { readonly from: string; readonly size: number } | null;
}

/**
 * What is in a folder, with the folder itself, one level after the other, names in order of bytes. So each folder comes
 * before what is in it, and a bill of materials is sorted by folder and name.
 */
export function packedFiles(folder: string): PackedFile[] {
  const files: PackedFile[] = [];
  for (let level = ["."]; level.length > 0;) {
    const folders: string[] = [];
    for (const path of level) {
      const from = join(folder, path);
      const found = statSync(from);
      const isFolder = found.isDirectory();
      files.push({ path, mode: found.mode, content: isFolder ? null : { from, size: found.size } });
      if (isFolder) folders.push(path);
    }
    level = folders.flatMap((path) =>
      readdirSync(join(folder, path))
        .sort()
        .map((name) => `${path}/${name}`),
    );
  }
  return files;
}
