import { existsSync, statSync } from "node:fs";
import { dirname, join } from "node:path";
import * as v from "valibot";
import { VarcoError } from "../../shared/errors";
import { putFile, readText, removeFile, removeIfEmpty } from "./files";

const pathList = v.array(v.string());

/**
 * What a registration had to make in places that other programs use too: folders, and a database's list of modules.
 * With this record, uninstalling leaves nothing behind and deletes nothing that was there before. The file lies beside
 * the start script; it keeps the name that existing installations know.
 */
export class InstallRecord {
  readonly #file: string;
  readonly #paths: Set<string>;

  /** `folder`: that of the start script. Throws `install.read`. */
  constructor(folder: string) {
    this.#file = join(folder, "made.json");
    this.#paths = new Set(read(this.#file));
  }

  /** Records paths that are about to be made. The file is written once its folder exists. Throws `install.write`. */
  record(paths: readonly string[]): void {
    for (const path of paths) this.#paths.add(path);
    this.save();
  }

  /** Writes the file if its folder exists. Throws `install.write`. */
  save(): void {
    if (!existsSync(dirname(this.#file))) return;
    putFile(this.#file, `${JSON.stringify([...this.#paths], null, 2)}\n`, { mode: 0o644, exact: false });
  }

  has(path: string): boolean {
    return this.#paths.has(path);
  }

  /**
   * Deletes the recorded folders that are empty. The others stay recorded, unless `last`: then the record is deleted
   * too. Throws `install.write`.
   */
  removeEmptyFolders(last: boolean): void {
    if (last) removeFile(this.#file);
    // Longer paths first: a folder goes before the one that contains it.
    for (const path of [...this.#paths].sort((one, other) => other.length - one.length)) {
      if (statSync(path, { throwIfNoEntry: false })?.isDirectory()) removeIfEmpty(path);
      if (!existsSync(path)) this.#paths.delete(path);
    }
    if (!last && existsSync(this.#file)) this.save();
  }
}

function read(file: string): string[] {
  const text = readText(file, "utf8");
  if (text === null) return [];
  try {
    return v.parse(pathList, JSON.parse(text));
  } catch (thrown) {
    throw new VarcoError("install.read", { path: file, reason: "not a list of paths" }, { cause: thrown });
  }
}
