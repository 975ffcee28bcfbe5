import { existsSync, lstatSync, mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import * as v from "valibot";
import { toVarcoError, VarcoError } from "../../shared/errors";
import { log } from "../log";
import { namedModule, type FoundModule } from "./find";

/** Most modules that a person can name. */
const MOST = 8;
const OTHERS_CAN_WRITE = 0o022;

const shape = v.strictObject({ modules: v.pipe(v.array(v.pipe(v.string(), v.maxLength(1000))), v.maxLength(MOST)) });

/**
 * The modules that a person named for all programs of Varco, in a file of this user's settings. The extension cannot
 * change it: what it names is loaded. `config`: the user's folder for settings.
 */
export class NamedModules {
  readonly #file: string;

  constructor(config: string) {
    this.#file = join(config, "varco", "modules.json");
  }

  /** The files, as they were named. An unreadable settings file names none; the log says so. */
  files(): readonly string[] {
    try {
      if (!existsSync(this.#file)) return [];
      const { uid, mode } = lstatSync(this.#file);
      const user = process.geteuid?.();
      if (user !== undefined && (uid !== user || (mode & OTHERS_CAN_WRITE) !== 0))
        throw new VarcoError("token.module", { file: this.#file, reason: "others can change the settings" });
      return v.parse(shape, JSON.parse(readFileSync(this.#file, "utf8"))).modules;
    } catch (thrown) {
      log.failure("reading the modules that were named", toVarcoError(thrown));
      return [];
    }
  }

  /** The modules that may be loaded. One that may not is left out; the log says why. */
  modules(): FoundModule[] {
    return this.files().flatMap((file) => {
      try {
        return [namedModule(file)];
      } catch (thrown) {
        log.failure("loading a module that was named", toVarcoError(thrown));
        return [];
      }
    });
  }

  /** Throws `token.module` for a file that may not be loaded, `install.write`. */
  add(file: string): FoundModule {
    const module = namedModule(file);
    const files = this.files();
    if (!files.includes(file)) this.#write([...files, file].slice(-MOST));
    return module;
  }

  /** Returns false if it was not named. Throws `install.write`. */
  remove(file: string): boolean {
    const files = this.files();
    if (!files.includes(file)) return false;
    this.#write(files.filter((each) => each !== file));
    return true;
  }

  #write(modules: readonly string[]): void {
    try {
      mkdirSync(dirname(this.#file), { recursive: true, mode: 0o700 });
      const fresh = `${this.#file}.${process.pid}`;
      writeFileSync(fresh, `${JSON.stringify({ modules }, null, 2)}\n`, { mode: 0o600, flag: "wx" });
      renameSync(fresh, this.#file);
    } catch (thrown) {
      const reason = thrown instanceof Error && "code" in thrown ? String(thrown.code) : "unknown";
      throw new VarcoError("install.write", { path: this.#file, reason }, { cause: thrown });
    }
  }
}
