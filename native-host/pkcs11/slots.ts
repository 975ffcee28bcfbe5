import { CKR } from "./constants";
import { CkError } from "./cryptoki";

/** A reader as it is now. `card` null: it is empty. */
export interface SeenReader {
  readonly name: string;
  readonly card: object | null;
}

/**
 * Assigns readers to slots. Programs ask for the list of slots once and never again, so one slot always stays empty for
 * a reader that is plugged in later. A slot keeps its number and its reader as long as the client lives, with one
 * exception: a reader that finds no empty slot takes the slot of a reader that is gone, or, once it has a card, the
 * slot of a reader that has none. That serves devices with two readers.
 */
export class Slots {
  /** Names of the readers by slot number less one; null: the slot never had a reader. */
  readonly #names: (string | null)[] = [null];

  /** Gives slots to new readers. */
  update(readers: readonly SeenReader[]): void {
    for (const { name, card } of readers) {
      if (this.#names.includes(name)) continue;
      const free = [
        this.#names.indexOf(null),
        this.#names.findIndex((other) => !readers.some((reader) => reader.name === other)),
        card === null
          ? -1
          : this.#names.findIndex((other) => readers.some((reader) => reader.name === other && reader.card === null)),
      ].find((index) => index >= 0);
      if (free !== undefined) this.#names[free] = name;
    }
  }

  /** The numbers of all slots, for a client that asks for the list. Only here new slots may be added. */
  list(readers: readonly SeenReader[]): readonly number[] {
    this.update(readers);
    this.#names.push(...readers.map(({ name }) => name).filter((name) => !this.#names.includes(name)));
    if (!this.#names.includes(null)) this.#names.push(null);
    return this.#names.map((_, index) => index + 1);
  }

  /** The reader in the slot; null for the empty slot. Throws CKR_SLOT_ID_INVALID. */
  reader(slot: number): string | null {
    const name = this.#names[slot - 1];
    if (name === undefined) throw new CkError(CKR.SLOT_ID_INVALID);
    return name;
  }
}
