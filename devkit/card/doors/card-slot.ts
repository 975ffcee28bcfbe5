import type { VirtualCard } from "../virtual-card";

/** A place for one card, as tests and the launcher handle it. All doors are one. */
export interface CardDoor {
  /** The card that is in now. */
  readonly card: VirtualCard | null;
  /** Puts a card in; one that was in is pulled out first. */
  insert(card: VirtualCard): Promise<void>;
  /** Pulls the card out, also in the middle of an APDU. */
  remove(): Promise<void>;
  /** Pulls the card out and releases the port. */
  close(): Promise<void>;
}

/** Follows the card of one door, also when the card itself is pulled out (by a planned fault) and put in again. */
export class CardSlot {
  readonly #changed: () => void;
  #card: VirtualCard | null = null;
  readonly #moved = (): void => this.#changed();

  constructor(changed: () => void) {
    this.#changed = changed;
  }

  get card(): VirtualCard | null {
    return this.#card?.inserted === true ? this.#card : null;
  }

  /** Gives the slot to a card and puts it in. */
  insert(card: VirtualCard): void {
    this.remove();
    card.remove();
    this.#card = card;
    card.on("inserted", this.#moved).on("removed", this.#moved);
    card.insert();
  }

  /** Pulls the card out and frees the slot. */
  remove(): void {
    const card = this.#card;
    card?.remove();
    card?.off("inserted", this.#moved).off("removed", this.#moved);
    this.#card = null;
  }
}
