import type { CardDesk } from "../cards/desk";
import type { CardMonitor } from "../cards/monitor";
import type { Readers, ReadersState } from "../readers/readers";
import { settledWithin } from "../readers/within";
import { CKR } from "./constants";
import { CkError } from "./cryptoki";
import { startTimer, type StartTimer } from "./kept-pin";
import { SlotCard } from "./slot-card";
import { Slots, type SeenReader } from "./slots";

/** The services that a token needs. The monitor must watch the readers already. */
export interface TokenServices {
  readonly readers: Readers;
  readonly monitor: CardMonitor;
  readonly desk: CardDesk;
  /** For tests. */
  readonly startTimer?: StartTimer;
}

/** Milliseconds for which the list of slots waits for the first report about the readers. */
const FIRST_REPORT = 2000;

/** The cards in the slots; follows what the readers report. */
export class SlotCards {
  readonly #services: TokenServices;
  readonly #removed: (card: SlotCard) => void;
  readonly #slots = new Slots();
  /** By reader. */
  readonly #cards = new Map<string, SlotCard>();
  readonly #stopWatching: () => void;

  /** `removed` is called at once for a card that was pulled or swapped. Nobody may use it any more. */
  constructor(services: TokenServices, removed: (card: SlotCard) => void) {
    this.#services = services;
    this.#removed = removed;
    this.#stopWatching = services.readers.watch((state) => this.#update(state));
    this.#update(services.readers.state());
  }

  /** The numbers of the slots. Waits a little for the first report about the readers. */
  async list(): Promise<readonly number[]> {
    const { readers } = this.#services;
    await settledWithin(FIRST_REPORT, readers.ready());
    return this.#slots.list(this.#seen(readers.state()));
  }

  /** The reader in the slot; null for the empty slot. Throws CKR_SLOT_ID_INVALID. */
  reader(slot: number): string | null {
    return this.#slots.reader(slot);
  }

  /** Whether the slot has a token; a card that may be read soon counts as one. Throws CKR_SLOT_ID_INVALID. */
  hasToken(slot: number): boolean {
    const reader = this.#slots.reader(slot);
    return reader !== null && this.#services.monitor.isPromising(reader);
  }

  /** The card in the slot. Throws CKR_SLOT_ID_INVALID, CKR_TOKEN_NOT_PRESENT. */
  card(slot: number): SlotCard {
    const reader = this.#slots.reader(slot);
    const inserted = this.#services.readers.state().readers.find(({ name }) => name === reader)?.card;
    if (reader === null || !inserted) throw new CkError(CKR.TOKEN_NOT_PRESENT);
    const known = this.#cards.get(reader);
    if (known?.insertion === inserted.insertion) return known;
    const card = new SlotCard(reader, inserted.insertion, { startTimer, ...this.#services });
    this.#cards.set(reader, card);
    return card;
  }

  /** Whether the card is still in its reader. */
  isPresent(card: SlotCard): boolean {
    return this.#cards.get(card.reader) === card;
  }

  /** Ends all logins, as if every card had just been inserted. */
  reset(): void {
    for (const card of this.#cards.values()) card.end();
    this.#cards.clear();
  }

  /** Ends all logins and stops watching the readers. */
  close(): void {
    this.#stopWatching();
    this.reset();
  }

  /** A reader with a card of another program, or a slot for a SAM, counts as empty: others may have its slot. */
  #seen({ readers }: ReadersState): SeenReader[] {
    const { desk } = this.#services;
    return readers.map(({ name, card }) => ({ name, card: card && desk.mayBeCns(card.atr) ? card : null }));
  }

  #update(state: ReadersState): void {
    const { readers } = state;
    this.#slots.update(this.#seen(state));
    for (const [reader, card] of this.#cards) {
      if (readers.find(({ name }) => name === reader)?.card?.insertion === card.insertion) continue;
      this.#cards.delete(reader);
      card.end();
      this.#removed(card);
    }
  }
}
