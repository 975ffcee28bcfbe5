/** Time that runs out, not counting that in which it stands still. It stands still until {@link run}. */
export class Deadline {
  #left: number;
  readonly #passed: () => void;
  #timer: NodeJS.Timeout | null = null;
  #since = 0;
  #over = false;

  /** `left` in milliseconds; `passed` is called when they are gone, at most once. */
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

  /** It is of no more use: {@link run} does nothing from now on. */
  end(): void {
    this.pause();
    this.#over = true;
  }
}
