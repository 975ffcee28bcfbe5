import { VarcoError } from '../../shared/errors';
import { watchOnce, type NativeReader } from './pcsclite';

/** The reader objects that connect, one for each name, each for one connection at a time. */
export class Operators {
  readonly #free = new Map<string, NativeReader>();
  readonly #taken = new Map<string, 'card.busy' | 'card.mute'>();

  /** `make` gives an object for the reader of that name, or undefined when there is none. */
  constructor(private readonly make: (name: string) => NativeReader | undefined) {}

  /** Throws `reader.gone`, `card.busy` when we hold the card ourselves, `card.mute` when it still owes us an answer. */
  take(name: string): NativeReader {
    const taken = this.#taken.get(name);
    if (taken) throw new VarcoError(taken);
    const reader = this.#free.get(name) ?? this.make(name);
    if (!reader) throw new VarcoError('reader.gone');
    this.#free.delete(name);
    this.#taken.set(name, 'card.busy');
    return reader;
  }

  /** Notes that the card has not answered in time. */
  unanswered(name: string): void {
    if (this.#taken.has(name)) this.#taken.set(name, 'card.mute');
  }

  /** The connection is over. An object whose disconnection failed is not used again: it would think itself connected. */
  giveBack(name: string, reader: NativeReader, reusable: boolean): void {
    this.#taken.delete(name);
    if (reusable) this.#free.set(name, reader);
  }

  /** Makes an end of the objects that are not in use. Within `QUIET` milliseconds after, nothing of them is left. */
  async end(): Promise<void> {
    const readers = [...this.#free.values()];
    this.#free.clear();
    await Promise.all(readers.map(watchOnce));
  }
}
