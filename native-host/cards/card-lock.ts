/** How the lock is waited for. */
export interface Waiting {
  readonly signal?: AbortSignal | undefined;
  /** Called once if another process has it. */
  readonly queued?: (() => void) | undefined;
}

/** What is known of the PINs of cards in a reader. */
export interface PinChanges {
  /**
   * PIN changes that Varco has sent to cards in this reader, from whatever process, a change by the operation itself included once
   * it is sent. A PIN that was verified at another number may be an old one.
   */
  readonly pinChanges: number;
}

/** A reader that no other process of Varco uses meanwhile. */
export interface LockedReader extends PinChanges {
  /** Counts one more; to be called before the change is sent, so that it counts also when this process dies over it. */
  countPinChange(): void;
  /** Lets the reader go. Once. */
  release(): void;
}

/** Keeps the processes of one person apart: browsers' modules, native-messaging hosts, commands. */
export interface CardLock {
  /**
   * Resolves when the reader is ours, or with a reader that is not locked when that cannot be had in time or at all: then
   * exclusive use by PC/SC is what remains. Throws `operation.cancelled` when the signal fires before.
   */
  take(reader: string, waiting: Waiting): Promise<LockedReader>;
}

/** No lock: counts the PIN changes of this process only. */
export class NoCardLock implements CardLock {
  readonly #pinChanges = new Map<string, number>();

  async take(reader: string): Promise<LockedReader> {
    const numbers = this.#pinChanges;
    return {
      get pinChanges() {
        return numbers.get(reader) ?? 0;
      },
      countPinChange: () => {
        numbers.set(reader, (numbers.get(reader) ?? 0) + 1);
      },
      release: () => {},
    };
  }
}
