import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import type { ReaderKind } from "../../../devkit/stage/card-doors";
import { makeCard } from "../../../devkit/stage/card";
import { openEquipment, type Equipment } from "../../../devkit/stage/equipment";
import { createTestPki, type TestPki } from "../../../devkit/pki/pki";
import type { StartCommand } from "../../../native-host/install/start-script";
import { VARCO_VERSION } from "../../../shared/identity";
import { Peer } from "../process/peer";
import { run } from "../process/run";
import { examinationOf, type Examination } from "./examination";
import { onePerson, type OnePerson } from "./one-person";
import type { Patient } from "./rounds";
import { systemFiles, type SystemFiles } from "./system";

/** The extension that asks, in place of the person in a terminal. */
interface Extension {
  readonly version: string;
  readonly sites: number;
}

/** What browsers start where that is not the matter: it only tells its version. */
export const STAND_IN: StartCommand = ["/bin/sh", "-c", `echo ${VARCO_VERSION}`];

/** Variables of the machine that would lead the doctor elsewhere. */
const OF_THE_MACHINE = /^(?:.*_proxy|XDG_CURRENT_DESKTOP)$/i;

/** A computer of an ordinary person, with a card in a reader, of which everything can be broken. */
export class Computer implements Patient {
  /** The environment of the person's programs. */
  readonly env: Record<string, string | undefined>;
  /** null: the person asks in a terminal. */
  extension: Extension | null = null;
  /** The portal to examine; null: none. */
  url: string | null = null;

  private constructor(
    readonly pki: TestPki,
    readonly equipment: Equipment,
    readonly system: SystemFiles,
    readonly person: OnePerson,
    readonly host: readonly [string, ...string[]],
  ) {
    const inherited = Object.entries(equipment.home.env).filter(([name]) => !OF_THE_MACHINE.test(name));
    this.env = Object.fromEntries(inherited);
  }

  /** `registered`: what the browsers start, in place of the host. */
  static async open({
    reader,
    registered,
  }: { reader?: ReaderKind; registered?: StartCommand } = {}): Promise<Computer> {
    const [pki, person] = await Promise.all([createTestPki(), onePerson()]);
    const system = systemFiles();
    const onSystem = ([program, main = "", ...options]: StartCommand): StartCommand => [
      program,
      main,
      `--devkit-system=${system.root}`,
      ...options,
    ];
    const equipment = await openEquipment({
      card: await makeCard(pki),
      authorities: [pki.serverAuthority.pem],
      hostCommand: (ordinary) => registered ?? onSystem(ordinary),
      ...(reader && { reader }),
    });
    return new Computer(pki, equipment, system, person, onSystem(equipment.host));
  }

  /** A path in the person's home. */
  home(path: string): string {
    return join(this.equipment.home.path, path);
  }

  async examine(...options: readonly string[]): Promise<Examination> {
    if (this.extension !== null) return this.#askedByExtension(this.extension);
    const portal = this.url === null ? [] : ["--url", this.url];
    const { code, out, err } = await this.run("doctor", "--json", "--language", "en", ...portal, ...options);
    const examination = examinationOf(JSON.parse(out));
    if (code !== (examination.ready ? 0 : 1)) throw new Error(`exit code ${String(code)}: ${err}`);
    return examination;
  }

  async paste(command: string): Promise<void> {
    const [program, ...words] = this.person.as("sh", "-c", command);
    await promisify(execFile)(program, words, { env: this.env });
  }

  /** The host in the person's terminal. */
  async run(...args: readonly string[]) {
    return run(this.person.as(...this.host), args, "", this.env);
  }

  async close(): Promise<void> {
    await this.equipment.close();
    await this.person.leave();
    this.system.remove();
  }

  async #askedByExtension({ version, sites }: Extension): Promise<Examination> {
    const peer = new Peer(this.person.as(...this.host), undefined, this.env);
    try {
      await peer.hello();
      return examinationOf(await peer.request("doctor", { language: "en", extension: version, sites }));
    } finally {
      await peer.close();
    }
  }
}
