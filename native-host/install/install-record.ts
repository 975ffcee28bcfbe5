import { existsSync, statSync } from "node:fs";
import { dirname, join } from "node:path";
import * as v from "valibot";
import { VarcoError } from "../../shared/errors";
import { putFile, readText, removeFile, removeIfEmpty } from "./files";

const paths = v.array(v.string());

/**
 * What was not there before a registration made it, in places that others use too: folders, and a database's list of modules.
 * So taking the registration away leaves nothing behind and takes nothing that was there. Kept beside the start script.
 */
export class InstallRecord {
  readonly #file: string;
  readonly #paths: Set<string>;

  /** `folder`: that of the start script. Throws `install.read`. */
  constructor(folder: string) {
    this.#file = join(folder, "made.json");
    this.#paths = new Set(read(this.#file));
  }

  /** Notes what is about to be made, as soon as there is a folder to note it in. Throws `install.write`. */
  add(made: readonly string[]): void {
    for (const path of made) this.#paths.add(path);
    if (existsSync(dirname(this.#file))) this.#save();
  }

  has(path: string): boolean {
    return this.#paths.has(path);
  }

  /** Takes the empty ones of the folders away again; the others stay noted, unless `last`. Throws `install.write`. */
  sweep(last: boolean): void {
    if (last) removeFile(this.#file);
    // The longer path first: a folder before the one that it is in.
    for (const path of [...this.#paths].sort((one, other) => other.length - one.length)) {
      if (statSync(path, { throwIfNoEntry: false })?.isDirectory()) removeIfEmpty(path);
      if (!existsSync(path)) this.#paths.delete(path);
    }
    if (!last && existsSync(this.#file)) this.#save();
  }

  #save(): void {
    putFile(this.#file, `${JSON.stringify([...this.#paths], null, 2)}\n`, { mode: 0o644, exact: false });
  }
}

function read(file: string): string[] {
  const text = readText(file, "utf8");
  if (text === null) return [];
  try {
    return v.parse(paths, JSON.parse(text));
  } catch (thrown) {
    throw new VarcoError("install.read", { path: file, reason: "not a list of paths" }, { cause: thrown });
  }
}
