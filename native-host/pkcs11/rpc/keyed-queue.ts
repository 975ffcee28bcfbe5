/** Runs tasks with different keys side by side, and tasks with the same key one after the other, in their order. */
export class KeyedQueue {
  readonly #last = new Map<number, Promise<unknown>>();

  /** Runs the task once the earlier tasks of its key have ended, well or not; at once when the key is null. */
  async run<T>(key: number | null, task: () => Promise<T>): Promise<T> {
    if (key === null) return task();
    const before = this.#last.get(key);
    const running = before ? before.then(task, task) : task();
    this.#last.set(key, running);
    try {
      return await running;
    } finally {
      if (this.#last.get(key) === running) this.#last.delete(key);
    }
  }
}
