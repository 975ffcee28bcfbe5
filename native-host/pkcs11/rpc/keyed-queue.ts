/** Runs works side by side, but those of one lane one after the other, in the order of their coming. */
export class KeyedQueue {
  readonly #last = new Map<number, Promise<unknown>>();

  /** The result of `work`, which starts when those before it in its lane are over, well or not; lane null: at once. */
  async run<T>(lane: number | null, work: () => Promise<T>): Promise<T> {
    if (lane === null) return work();
    const before = this.#last.get(lane);
    const running = before ? before.then(work, work) : work();
    this.#last.set(lane, running);
    try {
      return await running;
    } finally {
      if (this.#last.get(lane) === running) this.#last.delete(lane);
    }
  }
}
