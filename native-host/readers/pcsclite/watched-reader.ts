import { QUIET, keepForNow, type NativeReader } from "./package";

/**
 * A reader that pcsclite has announced and watches. pcsclite closes it as soon as a list lacks it. If the reader's
 * thread has just told the same and does not wait yet, that thread leaves without a word: `_end` never comes, and
 * pcsclite takes the reader for plugged in, whatever it lists later. So the thread gets time to end by itself; and if
 * it must be closed and leaves without a word, `_end` comes from here.
 */
export class WatchedReader {
  readonly #reader: NativeReader;
  /** pcsclite's own. */
  readonly #close: () => unknown;
  #hasEnded = false;

  constructor(reader: NativeReader) {
    this.#reader = reader;
    this.#close = reader.close.bind(reader);
    reader.on("_end", () => {
      this.#hasEnded = true;
    });
    reader.close = () => setTimeout(() => this.#closeMissing(), QUIET).unref();
  }

  get name(): string {
    return this.#reader.name;
  }

  on(event: "status" | "error" | "end", listener: (value?: unknown) => void): void {
    this.#reader.on(event, listener);
  }

  /** Ends the thread and waits for it, unless it has ended: must not be called while the thread is between two waits. */
  close(): void {
    this.#close();
    keepForNow(this.#reader);
  }

  #closeMissing(): void {
    if (this.#hasEnded) return;
    this.close();
    // The thread is over. What it may have sent arrives in the next turn of the event loop at the latest.
    setImmediate(() =>
      setImmediate(() => {
        if (!this.#hasEnded) this.#reader.emit("_end");
      }),
    );
  }
}
