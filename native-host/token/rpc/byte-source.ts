import type { Readable } from 'node:stream';

/** Takes a stream of bytes in pieces of a length asked for. Nothing of what it gave out stays in the stream's own buffers. */
export class ByteSource {
  readonly #chunks: AsyncIterator<unknown>;
  #chunk: Buffer = Buffer.alloc(0);

  constructor(stream: Readable) {
    this.#chunks = stream[Symbol.asyncIterator]();
  }

  /** The next `length` bytes, owned by the caller; null at the end of the stream, also in the middle of them, or when it breaks. */
  async take(length: number): Promise<Buffer | null> {
    const taken = Buffer.alloc(length);
    for (let filled = 0; filled < length;) {
      if (this.#chunk.length === 0 && !(await this.#next())) {
        taken.fill(0);
        return null;
      }
      const copied = this.#chunk.copy(taken, filled);
      this.#chunk.fill(0, 0, copied);
      this.#chunk = this.#chunk.subarray(copied);
      filled += copied;
    }
    return taken;
  }

  async #next(): Promise<boolean> {
    try {
      const { done, value } = await this.#chunks.next();
      if (done === true || !Buffer.isBuffer(value)) return false;
      this.#chunk = value;
      return true;
    } catch {
      // A stream that breaks is at its end: there is nobody left to tell.
      return false;
    }
  }
}
