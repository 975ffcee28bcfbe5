/** How long a browser that was sent to a portal by itself may fail there, in milliseconds, before it counts as another matter. */
const WINDOW = 60_000;

/** Where tabs have just been sent to show a page of a protected origin by themselves: the guard against going round in circles. */
export class Returns {
  readonly #returns = new Map<number, { origin: string; at: number }>();

  constructor(private readonly now: () => number) {}

  /** A login has ended and its tab is on the way. */
  begun(tabId: number, origin: string): void {
    this.#returns.set(tabId, { origin, at: this.now() });
  }

  /** Whether this visit is that way. */
  isOne(tabId: number, url: string): boolean {
    const last = this.#returns.get(tabId);
    return last !== undefined && this.now() - last.at < WINDOW && new URL(url).origin === last.origin;
  }

  /** The tab has arrived, or is closed. */
  over(tabId: number): void {
    this.#returns.delete(tabId);
  }
}
