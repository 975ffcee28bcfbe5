import { load, sizeof } from "koffi";
import { setTimeout as delay } from "node:timers/promises";
import { ScardError } from "../scard";
import { functionsWith, pcscTypes, type PcscFunction } from "./functions";
import type { PcscSystem } from "./systems";

type Start = (...args: unknown[]) => unknown;

/** Milliseconds that a program waits at its end for calls under way. */
const SETTLE = 300;
/** Milliseconds between two looks at them. */
const LOOK = 10;

/** The functions of the system's PC/SC library. Each call runs on a thread of libuv's pool. */
export class PcscLibrary {
  readonly system: PcscSystem;
  /** Size of SCARD_IO_REQUEST in bytes. */
  readonly ioRequestSize: number;
  readonly #functions: ReadonlyMap<PcscFunction, Start>;
  #underWay = 0;

  /** Throws what the loader says when the system has no such library, or a function is missing. */
  constructor(system: PcscSystem) {
    this.system = system;
    const types = pcscTypes(system);
    this.ioRequestSize = sizeof(types.ioRequest);
    const library = load(system.library);
    const { convention, names, result } = system;
    this.#functions = new Map(
      functionsWith(types).map(({ name, parameters }) => {
        const { async }: { async: Start } = library.func(convention, names[name] ?? name, result, parameters);
        return [name, async];
      }),
    );
  }

  /** Calls a function. Rejects with `ScardError` unless it tells success. */
  call(name: PcscFunction, ...args: readonly unknown[]): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#functions.get(name)?.(...args, (error: unknown, result: unknown) => {
        this.#underWay -= 1;
        // A failure is negative where the result has 32 bits, positive where it has 64.
        const code = Number(result) >>> 0;
        if (error instanceof Error) reject(error);
        else if (code !== 0) reject(new ScardError(name, code));
        else resolve();
      });
      this.#underWay += 1;
    });
  }

  /** Whether calls are under way, for which the process would wait at its end. */
  get busy(): boolean {
    return this.#underWay > 0;
  }

  /** Waits until no call is under way, for a moment at most. */
  async settle(): Promise<void> {
    for (const end = performance.now() + SETTLE; this.busy && performance.now() < end;) await delay(LOOK);
  }
}

/** What connections to cards and the watch need of the library. */
export type Calls = Pick<PcscLibrary, "call" | "ioRequestSize" | "system">;
