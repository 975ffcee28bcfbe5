import { once } from "node:events";
import type { Writable } from "node:stream";
import type { ToExtension } from "../../shared/messages";
import { encodeFrame } from "./frames";

/** Sends messages to the extension. Nothing else may write to standard output. */
export class Outbox {
  readonly #output: Writable;
  #closed = false;

  constructor(output: Writable) {
    this.#output = output;
    // A browser that goes away closes the pipe. The port reacts to the end of standard input.
    output.on("error", () => {
      this.#closed = true;
    });
  }

  /** Sends one message. Throws `message.too-long`. */
  send(message: ToExtension): void {
    if (!this.#closed) this.#output.write(encodeFrame(message));
  }

  /** Resolves when the browser has taken what was sent: back-pressure for large bodies. */
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
