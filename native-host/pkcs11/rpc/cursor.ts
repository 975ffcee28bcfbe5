import { CKR } from "../constants";
import { CkError } from "../cryptoki";

/** The return value of p11-kit for arguments that it cannot read. */
export function malformed(): CkError {
  return new CkError(CKR.DEVICE_ERROR);
}

/** A length that stands for no array: a null pointer. */
export const NO_ARRAY = 0xffffffff;

/**
 * Reads the numbers and byte arrays of a message in their order; all numbers are big-endian. Throws CKR_DEVICE_ERROR at
 * the end of the message.
 */
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
    return this.#message.readUInt8(this.#advance(1));
  }

  uint32(): number {
    return this.#message.readUInt32BE(this.#advance(4));
  }

  /** 64 bits: exact up to 2^53; larger numbers stay larger. */
  ulong(): number {
    return this.uint32() * 2 ** 32 + this.uint32();
  }

  /** A length (32 bits) and as many bytes, which are a part of the message. Null: no array. */
  bytes(): Buffer | null {
    const length = this.uint32();
    if (length === NO_ARRAY) return null;
    const start = this.#advance(length);
    return this.#message.subarray(start, this.#offset);
  }

  /** A copy of the bytes that `read` reads. */
  capture(read: () => void): Buffer {
    const start = this.#offset;
    read();
    return Buffer.from(this.#message.subarray(start, this.#offset));
  }

  /** Moves behind the next `length` bytes and returns their offset. */
  #advance(length: number): number {
    if (length > this.left) throw malformed();
    this.#offset += length;
    return this.#offset - length;
  }
}
