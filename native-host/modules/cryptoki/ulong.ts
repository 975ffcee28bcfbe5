import * as v from "valibot";

/** A CK_ULONG: a bigint where it is larger than numbers are exact (2^53). */
export type Ulong = number | bigint;

/** The CK_ULONG in a list of one that a function has written into. */
export function ulongIn(list: unknown): Ulong {
  return v.parse(v.tuple([ulongShape]), list)[0];
}
export const ulongShape = v.union([v.number(), v.bigint()]);

/** The low 32 bits, unsigned: flags and return values have no more. */
export function low32(value: Ulong): number {
  return Number(BigInt.asUintN(32, BigInt(value)));
}

/** A length or count up to `most`. Null for a larger one, CK_UNAVAILABLE_INFORMATION (all bits set) included. */
export function within(most: number, value: Ulong): number | null {
  return value <= most ? Number(value) : null;
}

/** Reads `count` numbers of `size` bytes (4 or 8), low byte first as on all our systems, from the start of the memory. */
export function readUlongs(memory: Uint8Array, size: number, count: number): Ulong[] {
  const view = new DataView(memory.buffer, memory.byteOffset, memory.length);
  return Array.from({ length: count }, (_, at) => {
    if (size === 4) return view.getUint32(at * 4, true);
    const value = view.getBigUint64(at * 8, true);
    return value <= Number.MAX_SAFE_INTEGER ? Number(value) : value;
  });
}

/** A number as `size` bytes (4 or 8), low byte first. */
export function ulongBytes(value: number, size: number): Uint8Array {
  const bytes = new Uint8Array(size);
  new DataView(bytes.buffer).setUint32(0, value, true);
  return bytes;
}

/** As 16 hexadecimal digits, the highest first. */
export function hexOf(value: Ulong): string {
  return value.toString(16).padStart(16, "0");
}

/** The number that hexadecimal digits stand for. */
export function fromHex(digits: string): Ulong {
  return BigInt(`0x${digits}`);
}
