import { orCancelled } from "./or-cancelled";

/** Lets one card operation through at a time, in the order of arrival. */
export class Mutex {
  #last: Promise<void> = Promise.resolve();
  #inside = 0;

  /** Runs `work` when all before it are done. `queued` is called if it has to wait. Throws `operation.cancelled` while waiting. */
  async pass<T>(work: () => Promise<T>, signal?: AbortSignal, queued?: () => void): Promise<T> {
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
      // Whoever gives up while waiting leaves the place behind the one before, not in the middle of its work.
      void before.then(leave);
    }
  }
}
