import { once } from "node:events";
import type { Writable } from "node:stream";
import type { ToExtension } from "../../shared/messages";
import { encodeFrame } from "./frames";

/** The way to the extension. Standard output is protocol: nothing else writes there. */
export class Outbox {
  readonly #output: Writable;
  #closed = false;

  constructor(output: Writable) {
    this.#output = output;
    // The browser that goes away closes the pipe; the end of standard input says the same and is acted on.
    output.on("error", () => {
      this.#closed = true;
    });
  }

  /** Sends one message. Throws `message.too-long`. */
  send(message: ToExtension): void {
    if (!this.#closed) this.#output.write(encodeFrame(message));
  }

  /** Resolves when the browser has taken what was sent, so that large bodies do not pile up. */
  async drained(): Promise<void> {
    if (this.#closed || !this.#output.writableNeedDrain) return;
    const over = new AbortController();
    try {
      await Promise.race(["drain", "close"].map((event) => once(this.#output, event, { signal: over.signal })));
    } finally {
      over.abort();
    }
  }
}
