import { CKR } from "../constants";
import { CkError } from "../cryptoki";
import { NO_ARRAY } from "./cursor";
import { RPC_LIMITS } from "./limits";

const FIRST_CAPACITY = 512;

/** Writes numbers, big-endian, and byte arrays. Throws CKR_HOST_MEMORY when a response becomes too long. */
export class RawWriter {
  #bytes = Buffer.alloc(FIRST_CAPACITY);
  #length = 0;

  byte(value: number): void {
    const at = this.#reserve(1);
    this.#bytes.writeUInt8(value, at);
  }

  uint32(value: number): void {
    const at = this.#reserve(4);
    this.#bytes.writeUInt32BE(value, at);
  }

  /** Writes 64 bits. `value`: a whole number from 0 to 2^53-1. */
  ulong(value: number): void {
    if (!Number.isSafeInteger(value)) throw new RangeError(`${value} for a CK_ULONG`);
    this.uint32(Math.floor(value / 2 ** 32));
    this.uint32(value % 2 ** 32);
  }

  /** Writes a length (32 bits) and the bytes. Null stands for no array. */
  bytes(bytes: Uint8Array | null): void {
    this.uint32(bytes?.length ?? NO_ARRAY);
    if (!bytes) return;
    const at = this.#reserve(bytes.length);
    this.#bytes.set(bytes, at);
  }

  /** All bytes so far. */
  get written(): Buffer {
    return this.#bytes.subarray(0, this.#length);
  }

  /** Reserves the next `length` bytes and returns their offset. */
  #reserve(length: number): number {
    const start = this.#length;
    const end = start + length;
    if (end > RPC_LIMITS.response) throw new CkError(CKR.HOST_MEMORY);
    if (end > this.#bytes.length) {
      const larger = Buffer.alloc(Math.max(end, 2 * this.#bytes.length));
      this.#bytes.copy(larger, 0, 0, start);
      this.#bytes = larger;
    }
    this.#length = end;
    return start;
  }
}
