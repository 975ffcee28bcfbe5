import { CKU_USER } from "../constants";
import type { Calls } from "./library";
import { ownMemory } from "./memory";
import { ulongIn, type Ulong } from "./ulong";

/** Opens a session with a token (C_OpenSession, PKCS#11 2.40 §5.6). `flags`: CKF_…. Throws `CallFailed`. */
export function openSession(library: Calls, slot: Ulong, flags: number): Ulong {
  const session: unknown[] = [0];
  library.call("C_OpenSession", slot, flags, null, null, session);
  return ulongIn(session);
}

/**
 * Logs the person in (C_Login, PKCS#11 2.40 §5.6). `pin` null: the person types it where the token says, for which the
 * standard wants a null pointer (CKF_PROTECTED_AUTHENTICATION_PATH); some modules take an empty text for a PIN. Throws
 * `CallFailed`.
 */
export function login(library: Calls, session: Ulong, pin: string | null): void {
  withCodes(pin === null ? [] : [pin], ([code = null]) =>
    library.call("C_Login", session, CKU_USER, code, code?.length ?? 0),
  );
}

/** Changes the PIN (C_SetPIN, PKCS#11 2.40 §5.6). `codes` null: as for `login`. Throws `CallFailed`. */
export function setPin(library: Calls, session: Ulong, codes: readonly [oldPin: string, newPin: string] | null): void {
  withCodes(codes ?? [], ([before = null, after = null]) =>
    library.call("C_SetPIN", session, before, before?.length ?? 0, after, after?.length ?? 0),
  );
}

/** Bytes that one character of UTF-16 takes in UTF-8 at most. */
const LONGEST_CHARACTER = 3;

/** Passes codes to a call as UTF-8, in memory that is wiped when the call has returned. */
function withCodes(codes: readonly string[], act: (codes: readonly Uint8Array[]) => void): void {
  const memories = codes.map((code) => {
    const memory = ownMemory(code.length * LONGEST_CHARACTER);
    return memory.subarray(0, new TextEncoder().encodeInto(code, memory).written);
  });
  try {
    act(memories);
  } finally {
    for (const memory of memories) memory.fill(0);
  }
}
