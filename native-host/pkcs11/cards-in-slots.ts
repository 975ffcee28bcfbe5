import type { CardDesk } from "../cards/desk";
import type { CardMonitor } from "../cards/monitor";
import type { Readers, ReadersState } from "../readers/readers";
import { settledWithin } from "../readers/within";
import { CKR } from "./constants";
import { CkError } from "./cryptoki";
import { InsertedCard } from "./inserted-card";
import { after, type After } from "./kept-pin";
import { Slots } from "./slots";

/** What a token works with. The monitor must watch the readers already. */
export interface TokenParts {
  readonly readers: Readers;
  readonly monitor: CardMonitor;
  readonly desk: CardDesk;
  /** For tests. */
  readonly timer?: After;
}

/** Milliseconds for which the list of slots waits for the first news of readers. */
const FIRST_NEWS = 2000;

/** Which card is in which slot, from what readers tell by themselves. */
export class CardsInSlots {
  readonly #parts: TokenParts;
  readonly #removed: (card: InsertedCard) => void;
  readonly #slots = new Slots();
  /** By reader. */
  readonly #cards = new Map<string, InsertedCard>();
  readonly #stop: () => void;

  /** `removed` is called at once for a card that was pulled, or swapped, and may not be used any more. */
  constructor(parts: TokenParts, removed: (card: InsertedCard) => void) {
    this.#parts = parts;
    this.#removed = removed;
    this.#stop = parts.readers.watch((state) => this.#changed(state));
    this.#changed(parts.readers.state());
  }

  /** Numbers of the slots; waits for the first news of readers, but not for ever. */
  async list(): Promise<readonly number[]> {
    const { readers } = this.#parts;
    await settledWithin(FIRST_NEWS, readers.ready());
    return this.#slots.list(readers.state().readers);
  }

  /** The reader that has the slot; null for the empty one. Throws CKR_SLOT_ID_INVALID. */
  reader(slot: number): string | null {
    return this.#slots.reader(slot);
  }

  /** Whether there is a token; a card that is still being read counts as one. Throws CKR_SLOT_ID_INVALID. */
  hasToken(slot: number): boolean {
    const reader = this.#slots.reader(slot);
    const card = this.#parts.monitor.state().readers.find(({ name }) => name === reader)?.card;
    return card?.status === "reading" || card?.status === "ready";
  }

  /** The card in the slot. Throws CKR_SLOT_ID_INVALID, CKR_TOKEN_NOT_PRESENT. */
  card(slot: number): InsertedCard {
    const reader = this.#slots.reader(slot);
    const inserted = this.#parts.readers.state().readers.find(({ name }) => name === reader)?.card;
    if (reader === null || !inserted) throw new CkError(CKR.TOKEN_NOT_PRESENT);
    const known = this.#cards.get(reader);
    if (known?.insertion === inserted.insertion) return known;
    const { monitor, desk, timer = after } = this.#parts;
    const card = new InsertedCard(reader, inserted.insertion, { monitor, desk, timer });
    this.#cards.set(reader, card);
    return card;
  }

  /** Whether the card is still the one in its reader. */
  isThere(card: InsertedCard): boolean {
    return this.#cards.get(card.reader) === card;
  }

  /** As if all cards had just been inserted: nothing of a login is left. */
  forget(): void {
    for (const card of this.#cards.values()) card.end();
    this.#cards.clear();
  }

  /** Forgets and watches no more. */
  close(): void {
    this.#stop();
    this.forget();
  }

  #changed({ readers }: ReadersState): void {
    this.#slots.see(readers);
    for (const [reader, card] of this.#cards) {
      if (readers.find(({ name }) => name === reader)?.card?.insertion === card.insertion) continue;
      this.#cards.delete(reader);
      card.end();
      this.#removed(card);
    }
  }
}
