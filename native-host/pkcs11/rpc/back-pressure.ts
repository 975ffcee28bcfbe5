import { RPC_LIMITS } from "./limits";

/** What is at work for one client: how many calls, and how many bytes they hold. */
export class BackPressure {
  #calls = 0;
  #bytes = 0;
  #lighter: (() => void) | null = null;

  /** Resolves when there is room for another call. One may wait at a time. */
  async room(): Promise<void> {
    while (this.#calls >= RPC_LIMITS.calls || this.#bytes >= RPC_LIMITS.atWork) {
      await new Promise<void>((resolve) => {
        this.#lighter = resolve;
      });
    }
  }

  /** A call with so many bytes begins (1), or is over (-1). */
  change(sign: 1 | -1, bytes: number): void {
    this.#calls += sign;
    this.#bytes += sign * bytes;
    this.#lighter?.();
  }
}
