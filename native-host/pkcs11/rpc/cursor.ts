import { CKR } from "../constants";
import { CkError } from "../cryptoki";

/** What p11-kit answers to arguments that cannot be read. */
export function malformed(): CkError {
  return new CkError(CKR.DEVICE_ERROR);
}

/** A length that stands for "no array": a null pointer. */
export const NO_ARRAY = 0xffffffff;

/** Reads the numbers and byte arrays of a message one after the other; all numbers are big-endian. Throws CKR_DEVICE_ERROR at its end. */
export class Cursor {
  readonly #message: Buffer;
  #offset = 0;

  constructor(message: Buffer) {
    this.#message = message;
  }

  /** Bytes not read yet. */
  get left(): number {
    return this.#message.length - this.#offset;
  }

  byte(): number {
    return this.#message.readUInt8(this.#passOver(1));
  }

  uint32(): number {
    return this.#message.readUInt32BE(this.#passOver(4));
  }

  /** 64 bits. Exact up to 2^53, and never down to a number below that. */
  ulong(): number {
    return this.uint32() * 2 ** 32 + this.uint32();
  }

  /** A length (32 bits) and as many bytes, which are part of the message; null: no array. */
  bytes(): Buffer | null {
    const length = this.uint32();
    if (length === NO_ARRAY) return null;
    const start = this.#passOver(length);
    return this.#message.subarray(start, this.#offset);
  }

  /** A copy of what `read` passes over. */
  passedOver(read: () => void): Buffer {
    const start = this.#offset;
    read();
    return Buffer.from(this.#message.subarray(start, this.#offset));
  }

  /** Where the next `length` bytes start. */
  #passOver(length: number): number {
    if (length > this.left) throw malformed();
    this.#offset += length;
    return this.#offset - length;
  }
}
