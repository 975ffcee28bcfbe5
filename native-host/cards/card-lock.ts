/** How a caller waits for the lock. */
export interface Waiting {
  readonly signal?: AbortSignal | undefined;
  /** Called once if another process has the lock. */
  readonly queued?: (() => void) | undefined;
}

/** How often the PINs of cards in a reader were changed. */
export interface PinChanges {
  /**
   * The number of PIN changes that all processes of Varco have sent to cards in this reader. It includes a change by
   * the operation itself, once that is sent. A PIN that was verified at another number may be an old one.
   */
  readonly pinChanges: number;
}

/** A reader that no other process of Varco uses now. */
export interface LockedReader extends PinChanges {
  /** Counts one change more. Call it before the change is sent, so that it counts even if this process dies. */
  countPinChange(): void;
  /** Releases the reader. Call it once. */
  release(): void;
}

/** Keeps one person's processes apart: browsers' modules, native-messaging hosts, commands. */
export interface CardLock {
  /**
   * Resolves when the reader is ours. If the lock cannot be had, or not in time, it resolves with an unlocked reader:
   * then only PC/SC's exclusive use protects the operation. Throws `operation.cancelled` when the signal fires first.
   */
  take(reader: string, waiting: Waiting): Promise<LockedReader>;
}

/** No lock. Counts the PIN changes of this process only. */
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
