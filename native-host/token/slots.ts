import { CKR } from './constants';
import { CkError } from './cryptoki';

/**
 * Which reader is in which slot. Programs ask for the list of slots once and never again, so that an empty one is always kept
 * ready for a reader that is plugged in later. A slot keeps its number and its reader as long as the client lives; only a
 * reader that finds no slot free gets that of one that is gone.
 */
export class Slots {
  /** Names of the readers, by slot number less one; null: no reader was in it yet. */
  readonly #names: (string | null)[] = [null];

  /** Takes note of the readers that are there now. */
  see(readers: readonly string[]): void {
    for (const reader of readers) {
      if (this.#names.includes(reader)) continue;
      const empty = this.#names.indexOf(null);
      const free = empty >= 0 ? empty : this.#names.findIndex((name) => name !== null && !readers.includes(name));
      if (free >= 0) this.#names[free] = reader;
    }
  }

  /** Numbers of all slots, for a client that asks for the list: the one time when there may be more of them than before. */
  list(readers: readonly string[]): readonly number[] {
    this.see(readers);
    this.#names.push(...readers.filter((reader) => !this.#names.includes(reader)));
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
