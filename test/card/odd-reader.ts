import { existsSync } from "node:fs";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { until } from "../../devkit/until";
import { useDriver } from "./vpcd-driver";

const FAULTS = ["short-only", "asleep", "drowsy"] as const;
export type ReaderFault = (typeof FAULTS)[number];

/** Gives vpcd's readers, in a real pcscd, faults that tests turn on and off; see `odd-reader.c`. */
export class OddReader {
  readonly #folder: string;

  private constructor(folder: string) {
    this.#folder = folder;
  }

  /** Compiles the driver and gives it to the pcscd that was prepared but not started. */
  static async install(): Promise<OddReader> {
    const folder = await mkdtemp(join(tmpdir(), "varco-odd-"));
    await useDriver("odd-reader.c", join(folder, "driver.so"));
    process.env["VARCO_ODD_READER"] = folder;
    return new OddReader(folder);
  }

  async begin(fault: ReaderFault): Promise<void> {
    await writeFile(join(this.#folder, fault), "");
  }

  async end(fault: ReaderFault): Promise<void> {
    await rm(join(this.#folder, fault), { force: true });
  }

  /** Without faults, and nothing counted. */
  async mend(): Promise<void> {
    for (const fault of FAULTS) await this.end(fault);
    for (const trace of ["refused", "waiting"]) await rm(join(this.#folder, trace), { force: true });
  }

  /** Resolves when it waits for a drowsy card. */
  async waits(): Promise<void> {
    await until("a reader that waits for its card", () => existsSync(join(this.#folder, "waiting")));
  }

  /** How many extended APDUs it has refused. */
  async refused(): Promise<number> {
    return (await readFile(join(this.#folder, "refused")).catch(() => Buffer.alloc(0))).length;
  }

  async remove(): Promise<void> {
    delete process.env["VARCO_ODD_READER"];
    await rm(this.#folder, { recursive: true, force: true });
  }
}
