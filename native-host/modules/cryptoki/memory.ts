/**
 * Memory that stays where it is, all zeros: V8 keeps small arrays in its heap, and moves them. C code gets a pointer to
 * it that is good until the call returns.
 */
export function ownMemory(bytes: number): Uint8Array {
  return new Uint8Array(new ArrayBuffer(bytes));
}

/** A copy of these bytes in memory that stays where it is. */
export function copyOf(bytes: Uint8Array): Uint8Array {
  const copy = ownMemory(bytes.length);
  copy.set(bytes);
  return copy;
}
