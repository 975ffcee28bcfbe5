/** The most steps back after one cancelled login. A history hardly has more entries for one address in a row. */
const STEPS = 5;

interface BackNavigation {
  /** The address of the cancelled login. */
  readonly url: string;
  steps: number;
  /** Whether the browser has begun the latest step. */
  underWay: boolean;
  /** Whether a step has led to the address of the login. */
  failed: boolean;
}

/**
 * Tabs that go back from a cancelled login. Their history may hold the failed visit that made the login: a step back
 * repeats that visit. When it fails again, the tab goes one step further back, and no login begins.
 */
export class BackNavigations {
  readonly #goBack: (tabId: number) => Promise<boolean>;
  readonly #pending = new Map<number, BackNavigation>();

  /** `goBack` takes a tab one step back and tells whether there was a page to go to. */
  constructor(goBack: (tabId: number) => Promise<boolean>) {
    this.#goBack = goBack;
  }

  /** The person has cancelled the login for this address. Without a page to go back to, the login page stays. */
  async begin(tabId: number, url: string): Promise<void> {
    const back = { url, steps: 0, underWay: false, failed: false };
    this.#pending.set(tabId, back);
    await this.#step(tabId, back);
  }

  /** The tab begins to go to this address. Firefox may report that twice for one navigation. */
  navigates(tabId: number, url: string): void {
    const back = this.#pending.get(tabId);
    if (back?.underWay && back.url !== url) this.#pending.delete(tabId);
    else if (back) back.underWay = true;
  }

  /** The tab shows this page. The browser's error page for the address of the login is not the end of the way. */
  arrived(tabId: number, url: string): void {
    const back = this.#pending.get(tabId);
    const isErrorPage = back?.failed === true && !back.underWay && back.url === url;
    if (!isErrorPage) this.#pending.delete(tabId);
  }

  /**
   * Takes note that the tab failed to show this address. Returns whether the step back from a cancelled login led
   * there.
   */
  fails(tabId: number, url: string): boolean {
    const back = this.#pending.get(tabId);
    if (back?.url !== url) return false;
    back.underWay = false;
    back.failed = true;
    return true;
  }

  /** Goes one step further back. False where there is no page to go to. */
  async further(tabId: number): Promise<boolean> {
    const back = this.#pending.get(tabId);
    // The person has gone elsewhere meanwhile.
    if (!back) return true;
    return this.#step(tabId, back);
  }

  /** The tab is closed. */
  over(tabId: number): void {
    this.#pending.delete(tabId);
  }

  async #step(tabId: number, back: BackNavigation): Promise<boolean> {
    back.steps += 1;
    if (back.steps <= STEPS && (await this.#goBack(tabId))) return true;
    if (this.#pending.get(tabId) === back) this.#pending.delete(tabId);
    return false;
  }
}
