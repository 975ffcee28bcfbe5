/** Where each tab went last. A late answer must not move a tab that has gone elsewhere meanwhile. */
export class Headings {
  readonly #last = new Map<number, string>();

  /** The tab begins to go to this address. */
  begins(tabId: number, url: string): void {
    this.#last.set(tabId, url);
  }

  /** Whether the tab went to this address last. */
  isFor(tabId: number, url: string): boolean {
    return this.#last.get(tabId) === url;
  }

  /** The tab is closed. */
  over(tabId: number): void {
    this.#last.delete(tabId);
  }

  /** Returns a question: has the tab gone nowhere since, but to the address of this visit? */
  watch({ tabId, url }: { readonly tabId: number; readonly url: string }): () => boolean {
    const before = this.#last.get(tabId);
    return () => {
      const now = this.#last.get(tabId);
      // Firefox may tell that a visit has failed before it tells that it has begun.
      return now === before || now === url;
    };
  }
}
