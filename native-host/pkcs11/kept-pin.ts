/** Calls back after so many milliseconds; returns the way to call it off. */
export type After = (ms: number, then: () => void) => () => void;

/** A timer for which no process is kept alive. */
export const after: After = (ms, then) => {
  const timer = setTimeout(then, ms).unref();
  return () => clearTimeout(timer);
};

/** Milliseconds without use after which a PIN is forgotten. */
export const IDLE = 10 * 60_000;

/**
 * The PIN of a login, in memory only, until it is forgotten: by whoever keeps it, or by itself when it is not used for ten
 * minutes. What held it is wiped.
 */
export class KeptPin {
  readonly #timer: After;
  readonly #expired: () => void;
  readonly #now: () => number;
  readonly #digits: Buffer;
  #forgotten = false;
  #callOff: () => void;
  #usedAt: number;

  /** Copies the PIN. `pinChanges`: how many changes of PINs there had been when the card took it. */
  constructor(
    pin: Uint8Array,
    readonly pinChanges: number,
    timer: After,
    expired: () => void,
    now: () => number = Date.now,
  ) {
    this.#timer = timer;
    this.#expired = expired;
    this.#now = now;
    this.#digits = Buffer.from(pin);
    this.#callOff = timer(IDLE, expired);
    this.#usedAt = now();
  }

  /** The digits for one use, which begins the ten minutes anew; null once it is forgotten. Not to be kept nor wiped. */
  use(): Uint8Array | null {
    if (this.isOver()) return null;
    this.#callOff();
    this.#usedAt = this.#now();
    this.#callOff = this.#timer(IDLE, this.#expired);
    return this.#digits;
  }

  /** Whether it is forgotten; that it has been too long comes true with the question. */
  isOver(): boolean {
    if (this.#forgotten) return true;
    const sinceUse = this.#now() - this.#usedAt;
    // Timers stand still while the computer sleeps; and a clock that was set back tells nothing.
    const late = sinceUse >= IDLE || sinceUse < 0;
    if (late) {
      this.#callOff();
      this.#expired();
    }
    return late;
  }

  /** Wipes it. */
  forget(): void {
    this.#forgotten = true;
    this.#callOff();
    this.#digits.fill(0);
  }
}
