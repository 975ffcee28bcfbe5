/** A timer that can be paused. It is paused until {@link run}. */
export class Deadline {
  #left: number;
  readonly #passed: () => void;
  #timer: NodeJS.Timeout | null = null;
  #since = 0;
  #over = false;

  /** Calls `passed`, at most once, when it has run for `left` milliseconds. */
  constructor(left: number, passed: () => void) {
    this.#left = left;
    this.#passed = passed;
  }

  run(): void {
    if (this.#over || this.#timer) return;
    this.#since = performance.now();
    this.#timer = setTimeout(() => {
      this.end();
      this.#passed();
    }, this.#left);
  }

  pause(): void {
    if (!this.#timer) return;
    clearTimeout(this.#timer);
    this.#timer = null;
    this.#left = Math.max(0, this.#left - (performance.now() - this.#since));
  }

  /** Ends it for good: {@link run} does nothing from now on. */
  end(): void {
    this.pause();
    this.#over = true;
  }
}
