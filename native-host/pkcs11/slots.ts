import { CKR } from "./constants";
import { CkError } from "./cryptoki";

/** A reader as it is now. `card` null: there is none in it. */
export interface SeenReader {
  readonly name: string;
  readonly card: object | null;
}

/**
 * Which reader is in which slot. Programs ask for the list of slots once and never again, so that an empty one is always kept
 * ready for a reader that is plugged in later. A slot keeps its number and its reader as long as the client lives; only a
 * reader that finds no slot free gets that of one that is gone, or, once it has a card, of one that has none: a device with two
 * readers may be plugged in.
 */
export class Slots {
  /** Names of the readers, by slot number less one; null: no reader was in it yet. */
  readonly #names: (string | null)[] = [null];

  /** Takes note of the readers that are there now. */
  see(readers: readonly SeenReader[]): void {
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

  /** Numbers of all slots, for a client that asks for the list: the one time when there may be more of them than before. */
  list(readers: readonly SeenReader[]): readonly number[] {
    this.see(readers);
    this.#names.push(...readers.map(({ name }) => name).filter((name) => !this.#names.includes(name)));
    if (!this.#names.includes(null)) this.#names.push(null);
    return this.#names.map((_, index) => index + 1);
  }

  /** The reader that has the slot; null for the empty one. Throws CKR_SLOT_ID_INVALID. */
  reader(slot: number): string | null {
    const name = this.#names[slot - 1];
    if (name === undefined) throw new CkError(CKR.SLOT_ID_INVALID);
    return name;
  }
}
