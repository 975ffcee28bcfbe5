import { spawn, execFile, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { promisify } from "node:util";
import type { Address } from "../card/doors/lasting-connection";
import { until } from "../until";
import { clear, folderOfProcess, furnish, type PcscdFolder } from "./folder";
import { twoFreePorts } from "./free-ports";
import { chooseIsolation, type Isolation } from "./isolation";
import { clearLeftovers } from "./leftovers";
import { lockMachine } from "./machine-lock";
import { takesClients } from "./takes-clients";

/** Milliseconds between two looks at pcscd's socket. */
const LOOK = 5;

/**
 * A private pcscd in the foreground, with vpcd's two readers. Each process has one. Where the machine allows no
 * namespaces, the whole machine has one, and other processes wait.
 */
export class Pcscd {
  readonly #isolation: Isolation;
  readonly #folder: PcscdFolder;
  readonly #options: readonly string[];
  readonly #unlock: () => Promise<void>;
  /** Its readers' names; the first is fed through `vpcd`, the second through the port above. */
  readonly readers = ["Virtual PCD 00 00", "Virtual PCD 00 01"] as const;
  #process: ChildProcess | null = null;

  private constructor(
    isolation: Isolation,
    folder: PcscdFolder,
    options: readonly string[],
    unlock: () => Promise<void>,
    /** Where the first reader waits for its card: for `new VpcdDoor(pcscd.vpcd)`. */
    readonly vpcd: Address,
  ) {
    this.#isolation = isolation;
    this.#folder = folder;
    this.#options = options;
    this.#unlock = unlock;
  }

  /**
   * Makes ready, without starting it. From here on this process and its children find this pcscd and no other
   * (`PCSCLITE_CSOCK_NAME`): call it before anything here touches PC/SC. Throws `Error` when pcscd or vpcd is missing.
   */
  static async prepare(): Promise<Pcscd> {
    const isolation = await chooseIsolation();
    const folder = folderOfProcess();
    const unlock = isolation.machineWide ? await lockMachine() : () => Promise.resolve();
    const port = await twoFreePorts();
    await furnish(folder, port);
    process.env["PCSCLITE_CSOCK_NAME"] = isolation.socket(folder);
    const polkit = (await promisify(execFile)("pcscd", ["--version"])).stdout.includes("polkit");
    const options = ["-f", "-i", "-c", folder.readers, ...(polkit ? ["--disable-polkit"] : [])];
    return new Pcscd(isolation, folder, options, unlock, { host: "127.0.0.1", port });
  }

  /**
   * Starts it and resolves when it takes clients. pcscd says that it is ready a moment before. Throws `Error` with its
   * last words when it does not come up.
   */
  async start(): Promise<void> {
    if (this.#process) return;
    if (this.#isolation.machineWide) await clearLeftovers();
    const [command, ...options] = this.#isolation.command(this.#folder, this.#options);
    const child = spawn(command, options, { stdio: ["ignore", "pipe", "pipe"] });
    this.#process = child;
    child.once("exit", () => (this.#process = null));
    await ready(child);
    await until("pcscd to take clients", () => this.#takesClients(child), { pause: LOOK });
  }

  /** Ends it in order; it can be started again. */
  async stop(): Promise<void> {
    await this.#end("SIGTERM");
  }

  /** Kills it in the middle of whatever it does, as a crash would; it can be started again. */
  async kill(): Promise<void> {
    await this.#end("SIGKILL");
  }

  /** Stops it where it is, as if the computer had no time for it, until {@link goOn}. */
  pause(): void {
    this.#process?.kill("SIGSTOP");
  }

  goOn(): void {
    this.#process?.kill("SIGCONT");
  }

  /** Ends it for good and deletes its folder. */
  async close(): Promise<void> {
    await this.stop();
    await clear(this.#folder);
    await this.#unlock();
  }

  async #takesClients(child: ChildProcess): Promise<boolean> {
    if (this.#process !== child) throw new Error("pcscd ended before it took clients");
    return takesClients(this.#isolation.socket(this.#folder));
  }

  async #end(signal: NodeJS.Signals): Promise<void> {
    const child = this.#process;
    if (child === null) return;
    const ended = once(child, "exit");
    child.kill(signal);
    await ended;
  }
}

/** Waits for the line by which pcscd says that it is ready, and goes on emptying its output. */
async function ready(child: ChildProcess): Promise<void> {
  const said: string[] = [];
  await new Promise<void>((resolve, reject) => {
    for (const output of [child.stdout, child.stderr]) {
      if (output === null) continue;
      createInterface({ input: output }).on("line", (line) => {
        said.push(line);
        if (said.length > 20) said.shift();
        if (line.includes("daemon ready")) resolve();
      });
    }
    child.once("error", reject);
    child.once("exit", (code) => reject(new Error(`pcscd ended with ${String(code)}:\n${said.join("\n")}`)));
  });
}
