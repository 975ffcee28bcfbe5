import { execFile } from "node:child_process";
import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { createTestPki } from "../../../devkit/pki/pki";
import { CardDesk } from "../../../native-host/cards/desk";
import { CardMonitor } from "../../../native-host/cards/monitor";
import { namedModule, type FoundModule } from "../../../native-host/modules/find";
import type { ModulePatience } from "../../../native-host/modules/module-process";
import { ModuleProcesses } from "../../../native-host/modules/module-processes";
import { Families } from "../../../native-host/card/families/recognise";
import { CHILD_VERB } from "../../../native-host/modules/child-start";
import { TokenReaders } from "../../../native-host/modules/token-readers";
import { InsertedReaders } from "../../card/inserted-readers";

const SOURCE = fileURLToPath(new URL("hostile-module.c", import.meta.url));
/** Debian's libp11-kit-dev. */
const HEADERS = "/usr/include/p11-kit-1";
export const HOST = fileURLToPath(new URL("../../../dist/host/main.cjs", import.meta.url));

/** A module that does not hang answers at once, also on a busy computer. */
const PATIENCE: ModulePatience = { start: 20_000, answer: 1500, person: 1500, end: 300 };

/** A host's view of a token whose module misbehaves. */
export interface HostileToken {
  readonly readers: TokenReaders;
  readonly desk: CardDesk;
  readonly monitor: () => CardMonitor;
  /** The calls that all processes of the module got, in their order. */
  readonly calls: () => readonly string[];
  readonly close: () => Promise<void>;
}

/** The module of `hostile-module.c`, compiled. */
export class HostileModule {
  readonly #folder: string;
  readonly #opened = new Set<HostileToken>();
  #number = 0;
  readonly module: FoundModule;

  private constructor(folder: string) {
    this.#folder = folder;
    this.module = namedModule(join(folder, "hostile.so"));
  }

  static async compile(): Promise<HostileModule> {
    const folder = mkdtempSync(join(tmpdir(), "varco-hostile-"));
    const library = join(folder, "hostile.so");
    await promisify(execFile)("cc", [
      "-shared",
      "-fPIC",
      "-Wall",
      "-Wextra",
      "-Werror",
      "-I",
      HEADERS,
      "-o",
      library,
      SOURCE,
    ]);
    writeFileSync(join(folder, "certificate.der"), (await (await createTestPki()).card()).der);
    return new HostileModule(folder);
  }

  /** The same module in another file, of the same maker. */
  twin(): FoundModule {
    const file = join(this.#folder, "twin.so");
    copyFileSync(this.module.file, file);
    return { ...this.module, file };
  }

  /** Opens readers in which its token is, and waits for the first news. `poll`: milliseconds between two looks. */
  async open(
    misdeed: string,
    { named = [this.module], poll }: { readonly named?: readonly FoundModule[]; readonly poll?: number } = {},
  ): Promise<HostileToken> {
    const calls = join(this.#folder, `calls-${++this.#number}`);
    writeFileSync(calls, "");
    const certificate = join(this.#folder, "certificate.der");
    const processes = new ModuleProcesses(
      [
        "/usr/bin/env",
        `VARCO_HOSTILE=${misdeed}`,
        `VARCO_HOSTILE_CERTIFICATE=${certificate}`,
        `VARCO_HOSTILE_CALLS=${calls}`,
        process.execPath,
        HOST,
        CHILD_VERB,
      ],
      PATIENCE,
    );
    const readers = new TokenReaders(new InsertedReaders(), {
      families: new Families(),
      find: () => [],
      named,
      insist: true,
      processes,
      ...(poll !== undefined && { poll }),
    });
    await readers.ready();
    const desk = new CardDesk(readers);
    let monitor: CardMonitor | null = null;
    const token: HostileToken = {
      readers,
      desk,
      calls: () => readFileSync(calls, "utf8").split("\n").slice(0, -1),
      monitor: () => (monitor ??= new CardMonitor(readers, desk)),
      close: async () => {
        this.#opened.delete(token);
        monitor?.close();
        await readers.close();
      },
    };
    this.#opened.add(token);
    return token;
  }

  /** Closes what a failed test left open, too. */
  async remove(): Promise<void> {
    await Promise.all([...this.#opened].map((token) => token.close()));
    rmSync(this.#folder, { recursive: true, force: true });
  }
}
