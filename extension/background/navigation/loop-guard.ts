import type { Sent } from "../login/parts";

/**
 * How long a browser that was sent to a portal may fail there, in milliseconds. The ways with the card leave time for
 * the browser's questions.
 */
const WINDOWS: Readonly<Record<Sent, number>> = {
  relayed: 60_000,
  "with-card": 300_000,
  "with-card-everywhere": 300_000,
};

/**
 * Tabs that Varco has just sent to a page of a protected origin. Where such a visit fails, another login would go round
 * in circles.
 */
export class LoopGuard {
  readonly #now: () => number;
  readonly #sent = new Map<number, { origin: string; how: Sent; at: number }>();

  constructor(now: () => number) {
    this.#now = now;
  }

  /** The tab is on the way. */
  begun(tabId: number, origin: string, how: Sent): void {
    this.#sent.set(tabId, { origin, how, at: this.#now() });
  }

  /** How the tab was sent to the origin of this visit. null: it was not. */
  of(tabId: number, url: string): Sent | null {
    const last = this.#sent.get(tabId);
    return last && this.#now() - last.at < WINDOWS[last.how] && new URL(url).origin === last.origin ? last.how : null;
  }

  /** The tab has arrived, or is closed. */
  over(tabId: number): void {
    this.#sent.delete(tabId);
  }
}
