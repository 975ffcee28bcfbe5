import { inventedCard, VpcdDoor, type VirtualCard } from "../../devkit/card/index";
import type { Issued } from "../../devkit/pki/authority";
import { createTestPki } from "../../devkit/pki/pki";
import type { BindingName } from "../../native-host/readers/binding";
import { PcscReaders, type PcscPatience } from "../../native-host/readers/pcsc-readers";
import type { ReadersState } from "../../native-host/readers/readers";
import { OtherProgram } from "./other-program";
import { Pcscd } from "./pcscd";
import { untilReaders } from "../support/until-readers";

type Started = Awaited<ReturnType<typeof OtherProgram.start>>;

/** A pcscd with two readers, cards to put into them, other programs, and our readers on top. */
export class ReadersStage {
  readonly #issued: Issued;
  readonly #binding: BindingName | undefined;
  /** Everything that the readers told since they were opened. */
  states: ReadersState[] = [];
  readers: PcscReaders;
  readonly doors: readonly [VpcdDoor, VpcdDoor];
  #others: OtherProgram[] = [];

  private constructor(
    readonly pcscd: Pcscd,
    issued: Issued,
    binding: BindingName | undefined,
  ) {
    this.#issued = issued;
    this.#binding = binding;
    this.readers = new PcscReaders({}, { binding });
    this.doors = [new VpcdDoor(pcscd.vpcd), new VpcdDoor({ ...pcscd.vpcd, port: pcscd.vpcd.port + 1 })];
  }

  /** Begins with the names of the pcscd of this process, so before anything else looks for one. */
  static async build(binding?: BindingName): Promise<ReadersStage> {
    return new ReadersStage(await Pcscd.prepare(), await (await createTestPki()).card(), binding);
  }

  /** Name of the first reader. */
  get reader(): string {
    return this.pcscd.readers[0];
  }

  /** With pcscd running and readers open. */
  async begin(): Promise<void> {
    await this.pcscd.start();
    this.open();
  }

  async end(): Promise<void> {
    await this.readers.close();
    for (const program of this.#others.splice(0)) await program.kill();
    for (const door of this.doors) await door.close();
    await this.pcscd.stop();
  }

  open(patience: Partial<PcscPatience> = {}): void {
    this.readers = new PcscReaders({ service: 100, ...patience }, { binding: this.#binding });
    this.states = [];
    this.readers.watch((state) => this.states.push(state));
  }

  /** Opens the readers afresh, with other waiting times. */
  async reopen(patience: Partial<PcscPatience>): Promise<void> {
    await this.readers.close();
    this.open(patience);
  }

  /** Resolves with the state that fulfils the condition, now or later. */
  until(fulfilled: (state: ReadersState) => boolean): Promise<ReadersState> {
    return untilReaders(this.readers, fulfilled);
  }

  untilCard(slot = 0): Promise<ReadersState> {
    return this.until(({ readers: list }) => (list[slot]?.card ?? null) !== null);
  }

  untilNoCard(slot = 0): Promise<ReadersState> {
    return this.until(({ readers: list }) => list[slot] !== undefined && list[slot].card === null);
  }

  /** Puts a new card in, in the place of another if there is one, and waits until it is seen. */
  async inserted(slot: 0 | 1 = 0, options: Parameters<typeof inventedCard>[2] = {}): Promise<VirtualCard> {
    const card = inventedCard(this.#issued, undefined, options);
    const before = this.readers.state().readers[slot]?.card?.insertion;
    await this.doors[slot].insert(card);
    await this.until(({ readers: list }) => {
      const insertion = list[slot]?.card?.insertion;
      return insertion !== undefined && insertion !== before;
    });
    return card;
  }

  async program(...args: Parameters<typeof OtherProgram.start>): Promise<Started> {
    const started = await OtherProgram.start(...args);
    this.#others.push(started.program);
    return started;
  }

  /** Another program tries to take the card in the first reader. */
  other(share: "exclusive" | "shared" | "transaction"): Promise<Started> {
    return this.program("card-holder.ts", this.reader, share);
  }
}
