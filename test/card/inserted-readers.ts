import type { VirtualCard, VirtualKeypad } from "../../devkit/card/index";
import { pinModify, pinVerify } from "../../native-host/readers/pin-entry";
import type { CardConnection, Readers, ReadersState } from "../../native-host/readers/readers";
import { VarcoError } from "../../shared/errors";

/** Readers in this process, for virtual cards: what happens to them is known at once. */
export class InsertedReaders implements Readers {
  readonly #slots = new Map<string, { card: VirtualCard | null; insertion: number } | null>();
  readonly #watchers = new Set<(state: ReadersState) => void>();
  readonly stuck = false;
  #insertions = 0;
  #service = true;
  #free: Promise<void> = Promise.resolve();
  /** How often the card was taken. */
  connections = 0;
  /** How many have it now. */
  held = 0;
  /** What all of them have for a keypad. */
  keypad: VirtualKeypad | null = null;
  /** Whether other programs can use the cards meanwhile. */
  shared = false;
  /** Called before each command of ours, as if another program's command came first. */
  meddle: ((card: VirtualCard) => Promise<void>) | null = null;
  /** Thrown by `connect` instead of the card, as another program would cause it. */
  refuse: VarcoError | null = null;

  plug(reader: string): void {
    this.#slots.set(reader, null);
    this.#announce();
  }

  unplug(reader: string): void {
    this.#slots.get(reader)?.card?.remove();
    this.#slots.delete(reader);
    this.#announce();
  }

  insert(reader: string, card: VirtualCard): void {
    card.insert();
    this.#slots.set(reader, { card, insertion: ++this.#insertions });
    this.#announce();
  }

  /** Something that never answers, as in a slot for a SAM. */
  insertMute(reader: string): void {
    this.#slots.set(reader, { card: null, insertion: ++this.#insertions });
    this.#announce();
  }

  remove(reader: string): void {
    this.#slots.get(reader)?.card?.remove();
    this.#slots.set(reader, null);
    this.#announce();
  }

  /** The smart-card service comes or goes. */
  set service(runs: boolean) {
    this.#service = runs;
    this.#announce();
  }

  state(): ReadersState {
    if (!this.#service) return { service: false, readers: [] };
    return {
      service: true,
      readers: [...this.#slots].map(([name, slot]) => ({
        name,
        keypad: this.keypad !== null,
        card: slot && { atr: slot.card?.atr ?? new Uint8Array(), insertion: slot.insertion },
      })),
    };
  }

  async ready(): Promise<void> {}

  watch(changed: (state: ReadersState) => void): () => void {
    this.#watchers.add(changed);
    return () => this.#watchers.delete(changed);
  }

  /** One at a time; others wait, as for another program's card. */
  async connect(reader: string): Promise<CardConnection> {
    if (this.refuse) throw this.refuse;
    const before = this.#free;
    let free = (): void => {};
    this.#free = new Promise((resolve) => {
      free = resolve;
    });
    await before;
    const slot = this.#slots.get(reader);
    if (!slot) {
      free();
      throw new VarcoError(slot === null ? "card.none" : "reader.gone");
    }
    const { card } = slot;
    if (!card) {
      free();
      throw new VarcoError("card.mute");
    }
    this.connections += 1;
    this.held += 1;
    let open = true;
    const { keypad } = this;
    const send = async (command: Uint8Array) => {
      await this.meddle?.(card);
      return card.transmit(command);
    };
    return {
      ...(keypad && {
        keypad: {
          verify: (command: Uint8Array) => keypad.verify(pinVerify(command), send),
          modify: (command: Uint8Array) => keypad.modify(pinModify(command), send),
        },
      }),
      protocol: card.protocol,
      exclusive: !this.shared,
      transmit: send,
      close: async () => {
        if (!open) return;
        open = false;
        this.held -= 1;
        card.reset();
        free();
      },
    };
  }

  async close(): Promise<void> {
    this.#watchers.clear();
  }

  #announce(): void {
    const state = this.state();
    for (const changed of [...this.#watchers]) changed(state);
  }
}
