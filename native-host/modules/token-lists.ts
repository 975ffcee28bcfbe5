import { toVarcoError, VarcoError, type ErrorCode } from "../../shared/errors";
import { log } from "../log";
import type { FoundModule } from "./find";
import type { ModuleProcesses } from "./module-processes";
import type { Token } from "./protocol";
import type { CnsToken } from "./token-card";
import { cnsIn } from "./tokens-of";

/** The tokens that a module told in one of its states. */
interface Told {
  readonly state: string;
  readonly tokens: readonly Token[];
}

/**
 * The tokens of modules. A module that has nothing new is asked for nothing more, and none is asked while a person's
 * operation is under way with one of its tokens: some keep others waiting then, and would be killed for it.
 */
export class TokenLists {
  readonly #processes: ModuleProcesses;
  readonly #told = new Map<string, Told>();
  readonly #failed = new Map<string, ErrorCode>();
  #closed = false;
  readonly #chosen = new WeakMap<Token, Promise<CnsToken | null>>();

  constructor(processes: ModuleProcesses) {
    this.#processes = processes;
  }

  /** The tokens of a module now. Throws what `ModuleProcess.ask` throws; the log has it once, until it changes. */
  async of(module: FoundModule): Promise<readonly Token[]> {
    const { file } = module;
    for (;;) {
      await this.#processes.atRest(module);
      try {
        const tokens = await this.#ask(module);
        this.#failed.delete(file);
        return tokens;
      } catch (thrown) {
        if (this.#processes.isAtWork(module)) continue;
        const error = toVarcoError(thrown);
        if (!this.#closed && this.#failed.get(file) !== error.code)
          log.failure("asking a module for its tokens", error);
        this.#failed.set(file, error.code);
        throw error;
      }
    }
  }

  /** The CNS on a token, chosen once for each state of it. */
  cnsOn(token: Token, module: FoundModule): Promise<CnsToken | null> {
    const chosen = this.#chosen.get(token) ?? cnsIn([token], module);
    this.#chosen.set(token, chosen);
    return chosen;
  }

  /** What fails from here on fails because everything ends. */
  close(): void {
    this.#closed = true;
  }

  async #ask(module: FoundModule): Promise<readonly Token[]> {
    const before = this.#told.get(module.file) ?? null;
    const { state, tokens } = await this.#processes.of(module).ask({ op: "list", known: before?.state ?? null });
    if (tokens !== null) {
      this.#told.set(module.file, { state, tokens });
      return tokens;
    }
    if (before !== null) return before.tokens;
    throw new VarcoError("token.crashed", { program: module.program });
  }
}
