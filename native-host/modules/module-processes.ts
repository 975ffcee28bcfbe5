import { LIMITS } from "../../shared/limits";
import { moduleError, type FoundModule } from "./find";
import { MODULE_PATIENCE, ModuleProcess, type ChildCommand, type ModulePatience } from "./module-process";

/** Milliseconds after which a module that nobody asks anything is ended: longer than any answer takes. */
const IDLE = 2 * LIMITS.cardCommand;

interface Running {
  readonly process: ModuleProcess;
  idle: NodeJS.Timeout | null;
}

/** The child processes of modules: one that everybody asks for each module in use, and those of single operations. */
export class ModuleProcesses {
  readonly #command: ChildCommand;
  readonly #patience: ModulePatience;
  readonly #running = new Map<string, Running>();
  readonly #started = new Map<ModuleProcess, FoundModule>();
  #closed = false;

  constructor(command: ChildCommand, patience: ModulePatience = MODULE_PATIENCE) {
    this.#command = command;
    this.#patience = patience;
  }

  /** The process of a module: the one that runs, or a new one. Throws `token.crashed` once this is closed. */
  of(module: FoundModule): ModuleProcess {
    if (this.#closed) throw moduleError("token.crashed", module);
    const before = this.#running.get(module.file);
    if (before?.idle) clearTimeout(before.idle);
    const process =
      before && !before.process.over ? before.process : new ModuleProcess(this.#command, module, this.#patience);
    const idle = setTimeout(() => void this.#end(module), IDLE).unref();
    this.#running.set(module.file, { process, idle });
    return process;
  }

  /** A process of its own for one operation, which ends it. */
  start(module: FoundModule): ModuleProcess {
    const process = new ModuleProcess(this.#command, module, this.#patience);
    this.#started.set(process, module);
    void process.ended().then(() => this.#started.delete(process));
    return process;
  }

  /** Whether an operation of a person is under way with a token of the module. */
  isAtWork(module: FoundModule): boolean {
    return this.#operationsOf(module).length > 0;
  }

  /** Resolves when no such operation is under way. */
  async atRest(module: FoundModule): Promise<void> {
    while (this.isAtWork(module)) await Promise.all(this.#operationsOf(module).map((process) => process.ended()));
  }

  #operationsOf({ file }: FoundModule): ModuleProcess[] {
    return [...this.#started].flatMap(([process, module]) => (module.file === file ? [process] : []));
  }

  async #end(module: FoundModule): Promise<void> {
    const running = this.#running.get(module.file);
    if (!running) return;
    this.#running.delete(module.file);
    if (running.idle) clearTimeout(running.idle);
    await running.process.end();
  }

  /** Ends all. Never throws. */
  async close(): Promise<void> {
    this.#closed = true;
    const all = [...this.#running.values()];
    this.#running.clear();
    await Promise.all([
      ...[...this.#started.keys()].map((process) => process.end()),
      ...all.map(async ({ process, idle }) => {
        if (idle) clearTimeout(idle);
        await process.end();
      }),
    ]);
  }
}
