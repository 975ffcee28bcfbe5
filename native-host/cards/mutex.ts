import { orCancelled } from "./or-cancelled";

/** Runs one piece of work at a time, in the order of arrival. */
export class Mutex {
  #last: Promise<void> = Promise.resolve();
  #inside = 0;

  /**
   * Runs `work` after all that came before. Calls `queued` if it has to wait. Throws `operation.cancelled` while it
   * waits.
   */
  async runExclusive<T>(work: () => Promise<T>, signal?: AbortSignal, queued?: () => void): Promise<T> {
    const before = this.#last;
    let leave: () => void = () => {};
    this.#last = new Promise((resolve) => {
      leave = resolve;
    });
    this.#inside++;
    if (this.#inside > 1) queued?.();
    try {
      await orCancelled(before, signal);
      return await work();
    } finally {
      this.#inside--;
      // Work that is cancelled while it waits must not let the next one in before the one ahead of it has ended.
      void before.then(leave);
    }
  }
}
