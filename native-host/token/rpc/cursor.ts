import { CKR } from '../constants';
import { CkError } from '../cryptoki';

/** What p11-kit answers to arguments that cannot be read. */
export function malformed(): CkError {
  return new CkError(CKR.DEVICE_ERROR);
}

/** A length that stands for "no array": a null pointer. */
export const NO_ARRAY = 0xffffffff;

/** Reads the numbers and byte arrays of a message one after the other; all numbers are big-endian. Throws CKR_DEVICE_ERROR at its end. */
export class Cursor {
  #offset = 0;

  constructor(private readonly message: Buffer) {}

  /** Bytes not read yet. */
  get left(): number {
    return this.message.length - this.#offset;
  }

  byte(): number {
    return this.#next(1).readUInt8();
  }

  uint32(): number {
    return this.#next(4).readUInt32BE();
  }

  /** 64 bits. Exact up to 2^53, and never down to a number below that. */
  ulong(): number {
    const bytes = this.#next(8);
    return bytes.readUInt32BE(0) * 2 ** 32 + bytes.readUInt32BE(4);
  }

  /** A length (32 bits) and as many bytes, which are part of the message; null: no array. */
  bytes(): Buffer | null {
    const length = this.uint32();
    return length === NO_ARRAY ? null : this.#next(length);
  }

  /** A copy of what `read` passes over. */
  passedOver(read: () => void): Buffer {
    const start = this.#offset;
    read();
    return Buffer.from(this.message.subarray(start, this.#offset));
  }

  #next(length: number): Buffer {
    if (length > this.left) throw malformed();
    this.#offset += length;
    return this.message.subarray(this.#offset - length, this.#offset);
  }
}
