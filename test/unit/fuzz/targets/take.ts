/** Takes an input apart from its beginning. Where it ends, numbers are 0 and pieces are empty. */
export class Take {
  #rest: Buffer;

  constructor(bytes: Buffer) {
    this.#rest = bytes;
  }

  get done(): boolean {
    return this.#rest.length === 0;
  }

  byte(): number {
    return this.piece(1)[0] ?? 0;
  }

  /** One of these. */
  one<T>(choices: readonly [T, ...T[]]): T {
    return choices[this.byte() % choices.length] ?? choices[0];
  }

  /** Up to so many bytes. */
  piece(length: number): Buffer {
    const piece = this.#rest.subarray(0, length);
    this.#rest = this.#rest.subarray(length);
    return piece;
  }

  /** As many bytes as the next one says. */
  short(): Buffer {
    return this.piece(this.byte());
  }

  /** As many bytes as the next two say. */
  long(): Buffer {
    const high = this.byte();
    return this.piece(high * 256 + this.byte());
  }

  rest(): Buffer {
    return this.piece(this.#rest.length);
  }
}

/** Up to 15 lengths of pieces, then the stream that comes in these pieces. */
export function takeStream(bytes: Buffer): { readonly stream: Buffer; readonly lengths: readonly number[] } {
  const take = new Take(bytes);
  const lengths = Array.from({ length: take.byte() % 16 }, () => take.byte());
  return { stream: take.rest(), lengths };
}

/** The pieces in which a pipe hands the bytes over; the reader may wipe them. */
export async function* cut(bytes: Buffer, lengths: readonly number[]): AsyncGenerator<Buffer, undefined> {
  let at = 0;
  for (const length of lengths) {
    yield Buffer.from(bytes.subarray(at, at + length));
    at += length;
  }
  yield Buffer.from(bytes.subarray(at));
}
