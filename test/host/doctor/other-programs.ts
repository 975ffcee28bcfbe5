import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, writeFileSync } from "node:fs";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import type { Computer } from "./computer";

const HOLDER = fileURLToPath(new URL("../../card/card-holder.ts", import.meta.url));
/** GnuPG asks the smart-card service, not the reader itself. */
const THROUGH_SERVICE = "disable-ccid\npcsc-driver libpcsclite.so.1\n";

/** Real programs of the person that use cards. */
export class OtherPrograms {
  readonly #computer: Computer;
  #holder: ChildProcess | null = null;
  #isGnuPgUsed = false;

  constructor(computer: Computer) {
    this.#computer = computer;
  }

  /** A program that takes the card for itself alone, as some makers' do. */
  async holdCard(reader: string): Promise<void> {
    const { person, env } = this.#computer;
    const [program, ...words] = person.as(process.execPath, "--import", "tsx", HOLDER, reader, "exclusive");
    const child = spawn(program, words, { env, stdio: ["pipe", "pipe", "inherit"] });
    this.#holder = child;
    const line = await once(createInterface({ input: child.stdout }), "line").then(([said]: unknown[]) => said);
    if (line !== "held") throw new Error(`The card could not be taken: ${String(line)}`);
  }

  async leaveCard(): Promise<void> {
    const child = this.#holder;
    this.#holder = null;
    if (child === null) return;
    const ended = once(child, "exit");
    child.kill();
    await ended;
  }

  /** GnuPG looks at the card. */
  async useGnuPg(): Promise<void> {
    this.#isGnuPgUsed = true;
    const folder = this.#computer.home(".gnupg");
    mkdirSync(folder, { mode: 0o700 });
    writeFileSync(`${folder}/scdaemon.conf`, THROUGH_SERVICE);
    await this.#computer.paste("gpg-connect-agent 'SCD SERIALNO' /bye");
  }

  async end(): Promise<void> {
    await this.leaveCard();
    if (this.#isGnuPgUsed) await this.#computer.paste("gpgconf --kill all");
  }
}
