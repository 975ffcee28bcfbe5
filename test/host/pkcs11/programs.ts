import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { copyFile, mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { asPerson } from "../../../devkit/browser/unprivileged";
import { openStage, type Stage, type StageOptions } from "../../../devkit/stage/stage";
import { findProxy } from "../../../native-host/install/proxy";
import { run, type Ran } from "../process/run";

/**
 * Programs of a person in whose home the module is registered, with the card in a PC/SC reader. They know nothing of
 * us.
 */
export class Programs {
  /** p11-kit's proxy. */
  readonly proxy: string;

  private constructor(readonly stage: Stage) {
    this.proxy = findProxy("/") ?? "";
  }

  static async open(options: StageOptions = {}): Promise<Programs> {
    return new Programs(await openStage({ reader: "pcsc", ...options, module: true }));
  }

  close(): Promise<void> {
    return this.stage.close();
  }

  /** Puts OpenSC's module beside ours, as Debian does. */
  async addOpenSc(): Promise<void> {
    const folder = this.file(".config/pkcs11/modules");
    await mkdir(folder, { recursive: true });
    await copyFile("/usr/share/p11-kit/modules/opensc-pkcs11.module", join(folder, "opensc-pkcs11.module"));
  }

  /** Path of a file in the home. */
  file(name: string): string {
    return join(this.stage.home.path, name);
  }

  async write(name: string, content: Uint8Array | string): Promise<string> {
    await writeFile(this.file(name), content);
    return this.file(name);
  }

  read(name: string): Promise<Buffer> {
    return readFile(this.file(name));
  }

  /** Runs one to its end. */
  run(
    command: string,
    args: readonly string[],
    { input = "", env = {} }: { input?: string; env?: NodeJS.ProcessEnv } = {},
  ): Promise<Ran> {
    const words = asPerson();
    const [first, ...rest] = words.length === 0 ? [command] : [...words, command];
    return run([first, ...rest], args, input, { ...this.stage.home.env, LC_ALL: "C", ...env });
  }

  /** pkcs11-tool on all that p11-kit knows. */
  pkcs11(...args: readonly string[]): Promise<Ran> {
    return this.run("pkcs11-tool", ["--module", this.proxy, ...args]);
  }

  /** The same, just started. */
  startPkcs11(...args: readonly string[]): { child: ChildProcess; ended: Promise<unknown> } {
    const [first = "", ...rest] = [...asPerson(), "pkcs11-tool", "--module", this.proxy, ...args];
    const child = spawn(first, rest, { env: { ...this.stage.home.env, LC_ALL: "C" }, stdio: "ignore" });
    return { child, ended: once(child, "exit") };
  }
}
