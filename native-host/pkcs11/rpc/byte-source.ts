import type { Readable } from "node:stream";

/**
 * Takes a stream of bytes in pieces of a length asked for, and wipes them where they were. (An iterator over the stream would not do:
 * it joins what has come, and leaves the parts behind.)
 */
export class ByteSource {
  readonly #stream: Readable;
  readonly #chunks: Buffer[] = [];
  #ended = false;
  #wake: (() => void) | null = null;

  /** `came`: called for each chunk that the stream gave. */
  constructor(stream: Readable, came: () => void) {
    this.#stream = stream;
    stream.on("data", (chunk: Buffer) => {
      stream.pause();
      this.#chunks.push(chunk);
      came();
      this.#wake?.();
    });
    for (const end of ["end", "error", "close"]) {
      stream.on(end, () => {
        this.#ended = true;
        this.#wake?.();
      });
    }
  }

  /** The next `length` bytes, owned by the caller; null at the end of the stream, also in the middle of them, or when it breaks. */
  async take(length: number): Promise<Buffer | null> {
    const taken = Buffer.alloc(length);
    for (let filled = 0; filled < length;) {
      const chunk = this.#chunks.shift() ?? (await this.#next());
      if (!chunk) {
        taken.fill(0);
        return null;
      }
      const copied = chunk.copy(taken, filled);
      chunk.fill(0, 0, copied);
      if (copied < chunk.length) this.#chunks.unshift(chunk.subarray(copied));
      filled += copied;
    }
    return taken;
  }

  /** Passes over the next `length` bytes, and wipes them. False: the stream ended before. */
  async skip(length: number): Promise<boolean> {
    for (let left = length; left > 0;) {
      const chunk = this.#chunks.shift() ?? (await this.#next());
      if (!chunk) return false;
      const skipped = Math.min(left, chunk.length);
      chunk.fill(0, 0, skipped);
      if (skipped < chunk.length) this.#chunks.unshift(chunk.subarray(skipped));
      left -= skipped;
    }
    return true;
  }

  async #next(): Promise<Buffer | null> {
    if (!this.#ended) {
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
        this.#stream.resume();
      });
    }
    return this.#chunks.shift() ?? null;
  }
}
