import assert from "node:assert/strict";
import { renameSync } from "node:fs";
import { join } from "node:path";
import { VpcdDoor, type VirtualCard } from "../../../devkit/card/index";
import { folderOfProcess } from "../../../devkit/pcscd/folder";
import type { Pcscd } from "../../../devkit/pcscd/pcscd";
import { makeCard } from "../../../devkit/stage/card";
import { PcscReaders } from "../../../native-host/readers/pcsc-readers";
import { untilReaders } from "../../support/until-readers";
import { Computer, STAND_IN } from "./computer";
import { OtherPrograms } from "./other-programs";
import { RefusingService } from "./refusing-service";
import type { Patient } from "./rounds";

/** A device on the USB in the form in which Linux shows it: an invented reader behind a hub. */
const DEVICE = "sys/bus/usb/devices/1-2.3";

/** A computer with a real smart-card service, a reader, a card, and other programs that use cards. */
export class CardDesk implements Patient {
  readonly pcscd: Pcscd;
  readonly others: OtherPrograms;
  readonly #second: VpcdDoor;

  private constructor(
    readonly computer: Computer,
    readonly refusing: RefusingService,
  ) {
    this.pcscd = computer.equipment.pcscd ?? assert.fail("there is no pcscd");
    this.others = new OtherPrograms(computer);
    const { host, port } = this.pcscd.vpcd;
    this.#second = new VpcdDoor({ host, port: port + 1 });
  }

  static async open(): Promise<CardDesk> {
    const computer = await Computer.open({ reader: "pcsc", registered: STAND_IN });
    return new CardDesk(computer, await RefusingService.open(computer.system.root));
  }

  readonly examine: Patient["examine"] = (...options) => this.computer.examine(...options);
  readonly paste: Patient["paste"] = (command) => this.computer.paste(command);

  /** Resolves when the service has seen the card. */
  async insert(card: VirtualCard = this.computer.equipment.card): Promise<void> {
    await this.computer.equipment.door.insert(card);
    await untilServiceSees((inReader) => inReader);
  }

  /** Resolves when the service has seen that the card is gone. */
  async takeOut(): Promise<void> {
    await this.computer.equipment.door.remove();
    await untilServiceSees((inReader) => !inReader);
  }

  /** A card in the second reader. */
  async insertAnother(): Promise<void> {
    await this.#second.insert(await makeCard(this.computer.pki));
  }

  async takeOutAnother(): Promise<void> {
    await this.#second.remove();
  }

  async stopService(): Promise<void> {
    await this.takeOut();
    await this.pcscd.stop();
  }

  async startService(): Promise<void> {
    await this.pcscd.start();
    await this.insert();
  }

  /** The reader is gone, for the service. */
  async unplug(): Promise<void> {
    await this.stopService();
    const { readers } = folderOfProcess();
    renameSync(join(readers, "vpcd"), join(readers, "../vpcd"));
    await this.pcscd.start();
  }

  async plugIn(): Promise<void> {
    await this.pcscd.stop();
    const { readers } = folderOfProcess();
    renameSync(join(readers, "../vpcd"), join(readers, "vpcd"));
    await this.startService();
  }

  /** A reader is on the USB, in such a state of power: `power/control`, `power/runtime_status`. */
  showOnUsb(control: "auto" | "on", status: "active" | "suspended"): void {
    const { system } = this.computer;
    system.write(`${DEVICE}:1.0/bInterfaceClass`, "0b\n");
    system.write(`${DEVICE}/manufacturer`, "bit4id\n");
    system.write(`${DEVICE}/product`, "miniLector-s\n");
    system.write(`${DEVICE}/power/control`, `${control}\n`);
    system.write(`${DEVICE}/power/runtime_status`, `${status}\n`);
  }

  async close(): Promise<void> {
    await this.others.end();
    await this.#second.close();
    await this.refusing.close();
    await this.computer.close();
  }
}

/** Waits for the card in the first reader, or for its end: pcscd looks only now and then. */
async function untilServiceSees(expected: (inReader: boolean) => boolean): Promise<void> {
  const readers = new PcscReaders();
  try {
    await untilReaders(readers, ({ readers: [first] }) => first !== undefined && expected(first.card !== null));
  } finally {
    await readers.close();
  }
}
