import type { Calls } from "./library";
import { bounded } from "./lists";
import { copyOf, ownMemory } from "./memory";
import type { Ulong } from "./ulong";

/** Bytes of the longest signature: RSA with 8192 bits. */
const LONGEST_SIGNATURE = 1024;

/**
 * Signs with a key and a mechanism that takes no parameter (C_SignInit, C_Sign; PKCS#11 2.40 §5.11). Throws
 * `CallFailed`, also for a signature that is longer than any.
 */
export function sign(library: Calls, session: Ulong, mechanism: number, key: Ulong, data: Uint8Array): Uint8Array {
  library.call("C_SignInit", session, { mechanism, pParameter: null, ulParameterLen: 0 }, key);
  const signature = ownMemory(LONGEST_SIGNATURE);
  const length: unknown[] = [signature.length];
  library.call("C_Sign", session, copyOf(data), data.length, signature, length);
  return signature.subarray(0, bounded("C_Sign", signature.length, length));
}
