import { ABORTED } from "./navigation-failures";
import { secureTwin } from "./secure-twin";

/** Milliseconds in which Firefox begins again. A person who stops a visit and tries once more takes longer. */
const AT_ONCE = 1_000;

interface Navigation {
  readonly url: string;
  /** When it was aborted, null: it was not. */
  readonly aborted: number | null;
}

/**
 * Tells visits by http that come after a vain attempt by https. Browsers do not report the attempt, nor why it failed.
 * Firefox ends a navigation to the address and begins it again; Chromium calls the way back a redirect of the server to
 * the address itself. Both were seen.
 */
export class HttpFallbacks {
  /** By tab: the navigation under way. */
  readonly #begun = new Map<number, Navigation>();
  readonly #now: () => number;

  constructor(now: () => number) {
    this.#now = now;
  }

  /** The tab begins to go to this address. */
  begins(tabId: number, url: string): void {
    const { url: before, aborted = null } = this.#begun.get(tabId) ?? {};
    const isAgain = before === url && aborted !== null && this.#now() - aborted < AT_ONCE;
    if (!isAgain) this.#begun.set(tabId, { url, aborted: null });
  }

  /** The visit to this address has failed. `error` is the browser's own text. */
  fails(tabId: number, url: string, error: string): void {
    if (error === ABORTED && this.#begun.get(tabId)?.url === url) this.#begun.set(tabId, { url, aborted: this.#now() });
  }

  /** Whether the page that the tab shows now came so. `redirected`: whether Chromium tells of a server's redirect. */
  arrives(tabId: number, url: string, redirected: boolean): boolean {
    const begun = this.#begun.get(tabId);
    this.#begun.delete(tabId);
    return begun?.url === url && (begun.aborted !== null || redirected) && secureTwin(url) !== null;
  }

  /** The tab is closed. */
  over(tabId: number): void {
    this.#begun.delete(tabId);
  }
}
