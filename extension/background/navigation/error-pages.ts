import { ABORTED } from "./navigation-failures";

/**
 * Tabs whose latest visit has failed. Firefox then reports the arrival of its own error page, under the address of the
 * visit.
 */
export class ErrorPages {
  readonly #failed = new Map<number, string>();

  /** The tab begins to go somewhere. */
  begins(tabId: number): void {
    this.#failed.delete(tabId);
  }

  /** The visit to this address has failed. `error` is the browser's own text. */
  fails(tabId: number, url: string, error: string): void {
    if (error !== ABORTED) this.#failed.set(tabId, url);
  }

  /** Whether the page that the tab shows under this address is the browser's own. */
  isAt(tabId: number, url: string): boolean {
    return this.#failed.get(tabId) === url;
  }

  /** The tab is closed. */
  over(tabId: number): void {
    this.#failed.delete(tabId);
  }
}
