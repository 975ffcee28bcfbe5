import { LIMITS } from "../../shared/limits";
import type { FoundModule } from "./find";
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
  readonly #started = new Set<ModuleProcess>();

  constructor(command: ChildCommand, patience: ModulePatience = MODULE_PATIENCE) {
    this.#command = command;
    this.#patience = patience;
  }

  /** The process of a module: the one that runs, or a new one. */
  of(module: FoundModule): ModuleProcess {
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
    for (const one of this.#started) if (one.over) this.#started.delete(one);
    const process = new ModuleProcess(this.#command, module, this.#patience);
    this.#started.add(process);
    return process;
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
    const all = [...this.#running.values()];
    this.#running.clear();
    await Promise.all([
      ...[...this.#started].map((process) => process.end()),
      ...all.map(async ({ process, idle }) => {
        if (idle) clearTimeout(idle);
        await process.end();
      }),
    ]);
  }
}
