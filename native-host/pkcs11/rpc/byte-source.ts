import type { Readable } from "node:stream";

/**
 * Reads a stream in pieces of any length and wipes the chunks that it has read. (An iterator over the stream would not
 * do: it joins chunks and leaves the originals behind.)
 */
export class ByteSource {
  readonly #stream: Readable;
  readonly #chunks: Buffer[] = [];
  #ended = false;
  #wake: (() => void) | null = null;

  /** `onChunk` is called for each chunk of the stream. */
  constructor(stream: Readable, onChunk: () => void) {
    this.#stream = stream;
    stream.on("data", (chunk: Buffer) => {
      stream.pause();
      this.#chunks.push(chunk);
      onChunk();
      this.#wake?.();
    });
    for (const end of ["end", "error", "close"]) {
      stream.on(end, () => {
        this.#ended = true;
        this.#wake?.();
      });
    }
  }

  /** The next `length` bytes, which the caller owns. Null when the stream ends or breaks before them. */
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

  /** Skips and wipes the next `length` bytes. False when the stream ends or breaks before them. */
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
