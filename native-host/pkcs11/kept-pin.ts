/** Starts a timer of `ms` milliseconds; returns the way to cancel it. */
export type StartTimer = (ms: number, expired: () => void) => () => void;

/** A timer that keeps no process alive. */
export const startTimer: StartTimer = (ms, expired) => {
  const timer = setTimeout(expired, ms).unref();
  return () => clearTimeout(timer);
};

/** Milliseconds without use after which a PIN is forgotten. */
export const IDLE = 10 * 60_000;
/** Milliseconds after which a PIN is forgotten, whatever its use: a program that signs now and then would keep it. */
const LONGEST = 60 * 60_000;

/**
 * The PIN of a login, in memory only. Its owner forgets it; it expires by itself after ten minutes without use, and an
 * hour after the login. The memory is wiped then.
 */
export class KeptPin {
  readonly #startTimer: StartTimer;
  readonly #expired: () => void;
  readonly #now: () => number;
  readonly #digits: Buffer;
  #forgotten = false;
  #cancelTimer: () => void;
  readonly #givenAt: number;
  #usedAt: number;

  /** Copies the PIN. `pinChanges`: the count of PIN changes when the card took this PIN. */
  constructor(
    pin: Uint8Array,
    readonly pinChanges: number,
    start: StartTimer,
    expired: () => void,
    now: () => number = Date.now,
  ) {
    this.#startTimer = start;
    this.#expired = expired;
    this.#now = now;
    this.#digits = Buffer.from(pin);
    this.#cancelTimer = start(IDLE, expired);
    this.#givenAt = this.#usedAt = now();
  }

  /**
   * The digits for one use, after which the ten minutes begin anew (the hour does not); null once the PIN is forgotten.
   * Do not keep or wipe them.
   */
  use(): Uint8Array | null {
    if (this.isOver()) return null;
    this.#cancelTimer();
    this.#usedAt = this.#now();
    this.#cancelTimer = this.#startTimer(Math.min(IDLE, this.#givenAt + LONGEST - this.#usedAt), this.#expired);
    return this.#digits;
  }

  /** Whether the PIN is forgotten. Looks at the clock, too, and lets the PIN expire if its time has passed. */
  isOver(): boolean {
    if (this.#forgotten) return true;
    const now = this.#now();
    // Timers stand still while the computer sleeps, and a clock that was set back proves nothing.
    const late = now - this.#usedAt >= IDLE || now - this.#givenAt >= LONGEST || now < this.#usedAt;
    if (late) {
      this.#cancelTimer();
      this.#expired();
    }
    return late;
  }

  /** Wipes the PIN. */
  forget(): void {
    this.#forgotten = true;
    this.#cancelTimer();
    this.#digits.fill(0);
  }
}
