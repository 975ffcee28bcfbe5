import { RPC_LIMITS } from "./limits";

/**
 * Counts the calls of one client in flight and the bytes that they hold, and keeps the reader waiting above the limits.
 */
export class BackPressure {
  #calls = 0;
  #bytes = 0;
  #released: (() => void) | null = null;

  /** Resolves when another call may begin. One caller may wait at a time. */
  async ready(): Promise<void> {
    while (this.#calls >= RPC_LIMITS.callsInFlight || this.#bytes >= RPC_LIMITS.bytesInFlight) {
      await new Promise<void>((resolve) => {
        this.#released = resolve;
      });
    }
  }

  /** A call that holds so many bytes begins. */
  acquire(bytes: number): void {
    this.#calls += 1;
    this.#bytes += bytes;
  }

  /** A call in flight holds so many bytes more: its response, until the client reads it. */
  hold(bytes: number): void {
    this.#bytes += bytes;
  }

  /** A call that held so many bytes is over. */
  release(bytes: number): void {
    this.#calls -= 1;
    this.#bytes -= bytes;
    this.#released?.();
  }
}
