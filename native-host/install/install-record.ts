import { existsSync, statSync } from "node:fs";
import { dirname, join } from "node:path";
import * as v from "valibot";
import { VarcoError } from "../../shared/errors";
import { putFile, readText, removeIfEmpty, type Access } from "./files";
import { missingFolders } from "./folders";
import { makeOwnFolder, removeOwnFolder } from "./own-folder";

/** Raised when an older Varco would do harm with what a newer one has recorded. */
const VERSION = 2;
const FILE = "made.json";

const recordForm = v.object({
  version: v.literal(VERSION),
  /** Folders, and databases' lists of modules, that a registration had to make. */
  made: v.array(v.string()),
  /** Browsers that find the host by this registration, by name. */
  browsers: v.array(v.string()),
  /** Manifests in profile folders that somebody named. */
  profiles: v.array(v.string()),
});
type RecordForm = v.InferOutput<typeof recordForm>;

/** What the first version wrote: `made` alone. It knew these browsers. */
const firstForm = v.pipe(
  v.array(v.string()),
  v.transform((made): RecordForm => ({ version: VERSION, made, browsers: FIRST_BROWSERS, profiles: [] })),
);
const FIRST_BROWSERS = ["chromium", "chrome", "firefox"];

/**
 * What a registration had to make in places that other programs use too, and for whom. With this record, uninstalling
 * leaves nothing behind and deletes nothing that was there before, and browsers that share a file are told apart. The
 * file lies beside the start script, and is the first that comes and the last that goes: whenever a run is cut short,
 * the next one knows of what that one made. It keeps the name that existing installations know.
 */
export class InstallRecord {
  readonly #folder: string;
  readonly #file: string;
  readonly #made: Set<string>;
  readonly #browsers: Set<string>;
  readonly #profiles: Set<string>;

  /** `folder`: that of the start script. Throws `install.read`, `install.newer`. */
  constructor(folder: string) {
    this.#folder = folder;
    this.#file = join(folder, FILE);
    const { made, browsers, profiles } = read(this.#file);
    this.#made = new Set(made);
    this.#browsers = new Set(browsers);
    this.#profiles = new Set(profiles);
  }

  /** Names of browsers. */
  get browsers(): ReadonlySet<string> {
    return this.#browsers;
  }

  /** Paths of manifests in profile folders. */
  get profiles(): ReadonlySet<string> {
    return this.#profiles;
  }

  /** Whether a registration made it. */
  has(path: string): boolean {
    return this.#made.has(path);
  }

  /**
   * Records what is about to be done, with the folders that are missing for these files, and makes the record's own
   * folder. `lists`: databases' lists of modules that did not exist. Throws `install.write`.
   */
  announce(
    {
      files,
      lists,
      browsers,
      profiles,
    }: Readonly<Record<"files" | "lists" | "browsers" | "profiles", readonly string[]>>,
    access: Access,
  ): void {
    for (const path of [this.#file, ...files].flatMap((file) => missingFolders(dirname(file)))) this.#made.add(path);
    for (const path of lists) this.#made.add(path);
    for (const name of browsers) this.#browsers.add(name);
    for (const path of profiles) this.#profiles.add(path);
    if (!existsSync(this.#folder)) makeOwnFolder(this.#folder, { name: FILE, content: this.#text() }, access);
    else this.#save();
  }

  /** These browsers and profiles are not registered any more. Written with the next step. */
  forget(browsers: readonly string[], profiles: readonly string[]): void {
    for (const name of browsers) this.#browsers.delete(name);
    for (const path of profiles) this.#profiles.delete(path);
  }

  /**
   * Deletes the recorded folders that are empty. The others stay recorded, unless `last`: then the record goes too.
   * Throws `install.write`.
   */
  removeEmptyFolders(last: boolean): void {
    const own = new Set(parentsOf(this.#file));
    // Longer paths first: a folder goes before the one that contains it.
    for (const path of [...this.#made].sort((one, other) => other.length - one.length)) {
      if (own.has(path)) continue;
      if (statSync(path, { throwIfNoEntry: false })?.isDirectory()) removeIfEmpty(path);
      if (!existsSync(path)) this.#made.delete(path);
    }
    if (!existsSync(this.#file)) return;
    if (last) removeOwnFolder(this.#file, this.#made);
    else this.#save();
  }

  #save(): void {
    putFile(this.#file, this.#text(), { mode: 0o644, exact: false });
  }

  #text(): string {
    const record: RecordForm = {
      version: VERSION,
      made: [...this.#made],
      browsers: [...this.#browsers],
      profiles: [...this.#profiles],
    };
    return `${JSON.stringify(record, null, 2)}\n`;
  }
}

function parentsOf(path: string): string[] {
  const folder = dirname(path);
  return folder === path ? [] : [folder, ...parentsOf(folder)];
}

function read(file: string): RecordForm {
  const text = readText(file, "utf8");
  if (text === null) return { version: VERSION, made: [], browsers: [], profiles: [] };
  const json = v.safeParse(v.pipe(v.string(), v.parseJson()), text);
  if (json.success) {
    const newer = v.safeParse(v.object({ version: v.pipe(v.number(), v.minValue(VERSION + 1)) }), json.output);
    if (newer.success) throw new VarcoError("install.newer", { path: file });
    const record = v.safeParse(v.union([recordForm, firstForm]), json.output);
    if (record.success) return record.output;
  }
  throw new VarcoError("install.read", { path: file, reason: "not a record of an installation" });
}
