import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { createInterface, type Interface } from "node:readline";
import { fileURLToPath } from "node:url";

/** The programs of this folder. */
export type ProgramFile = "card-holder.ts" | "reader-user.ts" | "lock-user.ts" | "desk-user.ts";

/** A process of its own that uses a card, and says in lines how it fares. */
export class OtherProgram {
  readonly #child: ChildProcess;
  readonly #lines: Interface;

  private constructor(child: ChildProcess, lines: Interface) {
    this.#child = child;
    this.#lines = lines;
  }

  /** Starts `file` (of this folder). `answer` is its first line. */
  static async start(
    file: ProgramFile,
    ...options: readonly string[]
  ): Promise<{ program: OtherProgram; answer: string }> {
    const path = fileURLToPath(new URL(file, import.meta.url));
    const child = spawn(process.execPath, ["--import", "tsx", path, ...options], {
      stdio: ["pipe", "pipe", "inherit"],
    });
    const lines = createInterface({ input: child.stdout });
    const answer = await line(lines);
    return { program: new OtherProgram(child, lines), answer };
  }

  /** Gives it an order, resolves with what it says then. */
  async order(text: string): Promise<string> {
    const answer = line(this.#lines);
    this.#child.stdin?.write(`${text}\n`);
    return answer;
  }

  /** Resolves with its exit code when it ended by itself. */
  async ended(): Promise<number | null> {
    if (!this.#running) return this.#child.exitCode;
    await once(this.#child, "exit");
    return this.#child.exitCode;
  }

  async kill(): Promise<void> {
    if (!this.#running) return;
    const ended = once(this.#child, "exit");
    this.#child.kill("SIGKILL");
    await ended;
  }

  get #running(): boolean {
    return this.#child.exitCode === null && this.#child.signalCode === null;
  }
}

function line(lines: Interface): Promise<string> {
  return new Promise((resolve) => {
    lines.once("line", resolve);
  });
}
