import { existsSync, openSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { until } from "../../devkit/until";
import { run, type Ran } from "../host/process/run";
import { WineRoot } from "./wine-root";

const THROUGH = fileURLToPath(new URL("through.mjs", import.meta.url));
/** The Node of the package, which is there before anything is installed. */
const NODE = "Z:\\packages\\win-x64\\varco\\node.exe";
/** Milliseconds that Wine has for its first program. */
const FIRST_START = 60_000;

/** How a program starts. */
export interface Start {
  readonly cwd?: string;
  /** Variables besides those of Wine's own environment. */
  readonly env?: Readonly<Record<string, string>>;
  /** Whether the arguments go into the command line as they are: for cmd.exe. */
  readonly verbatim?: boolean;
}

/** A Windows, as Wine plays it: a fresh drive C: and registry, and a way to start programs. */
export class Windows {
  readonly root: WineRoot;
  readonly #port: string;

  private constructor(root: WineRoot, port: string) {
    this.root = root;
    this.#port = port;
  }

  /** Starts Wine. What was opened before a failure is closed again. */
  static async open(): Promise<Windows> {
    const root = await WineRoot.open();
    try {
      const port = join(root.work, "agent-port");
      const log = openSync(join(root.work, "agent.log"), "w");
      const agent = root.spawn(["wine", NODE, "Z:\\tests\\agent.cjs", "Z:\\work\\agent-port"], ["ignore", log, log]);
      await until("Wine to start", () => agent.exitCode !== null || existsSync(port), { patience: FIRST_START });
      return new Windows(root, readFileSync(port, "utf8"));
    } catch (thrown) {
      await root.close();
      throw thrown;
    }
  }

  /** The command of this side that stands for a program of Windows, to which more arguments may be added. */
  command(program: string, args: readonly string[] = [], start: Start = {}): readonly [string, ...string[]] {
    return [
      process.execPath,
      THROUGH,
      this.#port,
      JSON.stringify({ command: program, args, cwd: "C:\\", env: {}, ...start }),
    ];
  }

  /** Runs a program to its end. */
  run(program: string, args: readonly string[], input = "", start: Start = {}): Promise<Ran> {
    return run(this.command(program, args, start), [], input);
  }

  /** Where a file of drive C: lies for this side. */
  here(path: string): string {
    return this.root.onDriveC(...path.replace(/^C:/i, "").split("\\"));
  }

  close(): Promise<void> {
    return this.root.close();
  }
}
