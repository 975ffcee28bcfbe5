import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { Duplex } from "node:stream";
import * as v from "valibot";
import type { VarcoError } from "../../shared/errors";
import { LIMITS } from "../../shared/limits";
import { Mutex } from "../cards/mutex";
import { withoutOrders } from "../hardening/orders";
import { encodeFrame, readFrames } from "../messaging/frames";
import { INSIDE_MODULE, PIPE } from "./child-start";
import { moduleError, type FoundModule } from "./find";
import {
  answerShape,
  MODULE_FRAME,
  results,
  type AskedOperation,
  type ModuleAnswer,
  type ModuleRequest,
  type ModuleResult,
} from "./protocol";
import { failureError } from "./return-values";

/** Words of the command that starts a child process; the module's file follows. */
export type ChildCommand = readonly [executable: string, ...args: string[]];

/** Milliseconds for the start of a process, for one answer of its module, and for its end. */
export interface ModulePatience {
  readonly start: number;
  readonly answer: number;
  /** For a person who types a code on the token, or in a window of its program. */
  readonly person: number;
  readonly end: number;
}
export const MODULE_PATIENCE: ModulePatience = {
  start: LIMITS.cardCommand,
  answer: LIMITS.cardCommand,
  person: LIMITS.keypad,
  end: 1000,
};

/**
 * A module at work in a child process of its own. Whatever the module does there (it crashes, hangs, answers nonsense),
 * the request fails with an error and this process goes on. A child that failed so is killed and answers no more.
 */
export class ModuleProcess {
  readonly #module: FoundModule;
  readonly #patience: ModulePatience;
  readonly #child: ChildProcess;
  readonly #pipe: Duplex;
  readonly #frames: AsyncGenerator<Buffer, undefined>;
  readonly #mutex = new Mutex();
  readonly #exit: Promise<unknown>;
  #ready = false;
  #over = false;

  constructor(command: ChildCommand, module: FoundModule, patience: ModulePatience = MODULE_PATIENCE) {
    this.#module = module;
    this.#patience = patience;
    const [executable, ...args] = command;
    const child = spawn(executable, [...args, module.file], {
      stdio: ["ignore", "ignore", "ignore", "pipe"],
      env: { ...withoutOrders(process.env), [INSIDE_MODULE]: "1" },
      windowsHide: true,
    });
    this.#child = child;
    this.#exit = once(child, "close").catch(() => {});
    child.on("error", () => this.kill());
    child.on("exit", () => {
      this.#over = true;
    });
    const pipe = child.stdio[PIPE];
    if (!(pipe instanceof Duplex)) throw moduleError("token.crashed", module);
    pipe.on("error", () => {});
    this.#pipe = pipe;
    this.#frames = readFrames(pipe, MODULE_FRAME);
  }

  /** Resolves when the child has ended. */
  async ended(): Promise<void> {
    await this.#exit;
  }

  /** Whether the child can answer no more. */
  get over(): boolean {
    return this.#over;
  }

  /**
   * Has the module do one thing, after those that were asked before. Throws `token.crashed`, `token.silent`,
   * `token.refused`, `token.module`, `token.add-on`, and what the module's answer means (`pin.…`, `card.removed`).
   */
  ask<O extends AskedOperation>(
    request: ModuleRequest & { readonly op: O },
    waitsForPerson = false,
  ): Promise<ModuleResult<O>> {
    return this.#mutex.runExclusive(async () => {
      if (this.#over) throw moduleError("token.crashed", this.#module);
      const { start, person, answer: ordinary } = this.#patience;
      if (!this.#ready && (await this.#answerWithin(start)).kind !== "ready") throw this.#nonsense();
      this.#ready = true;
      const frame = encodeFrame(request, MODULE_FRAME);
      // The frame may hold a PIN.
      this.#pipe.write(frame, () => frame.fill(0));
      const answer = await this.#answerWithin(waitsForPerson ? person : ordinary);
      if (answer.kind === "ready") throw this.#nonsense();
      if (answer.kind === "failed") throw failureError(answer.failure, this.#module, request.op === "change");
      try {
        return v.parse<(typeof results)[O]>(results[request.op], answer.result);
      } catch (cause) {
        throw this.#nonsense(cause);
      }
    });
  }

  /** Has the module log out and let go of the token; kills the child if that takes long. Never throws. */
  async end(): Promise<void> {
    if (this.#over) return;
    this.#over = true;
    this.#pipe.write(encodeFrame({ op: "end" } satisfies ModuleRequest));
    const timer = setTimeout(() => this.#child.kill("SIGKILL"), this.#patience.end);
    await this.#exit;
    clearTimeout(timer);
  }

  /** Ends the child at once. */
  kill(): void {
    this.#over = true;
    this.#child.kill("SIGKILL");
    this.#pipe.destroy();
  }

  #nonsense(cause?: unknown): VarcoError {
    this.kill();
    return moduleError("token.crashed", this.#module, cause);
  }

  async #answerWithin(patience: number): Promise<ModuleAnswer> {
    const late = { is: false };
    const timer = setTimeout(() => {
      late.is = true;
      this.kill();
    }, patience);
    try {
      const next: IteratorResult<Buffer, undefined> = await this.#frames.next();
      if (next.done === true) throw new Error("the child has ended");
      return v.parse(answerShape, JSON.parse(next.value.toString("utf8")));
    } catch (thrown) {
      this.kill();
      throw moduleError(late.is ? "token.silent" : "token.crashed", this.#module, thrown);
    } finally {
      clearTimeout(timer);
    }
  }
}
