/*
 * A place in shared memory through which a signature comes back to a thread that waits for it: OpenSSL's callback is
 * synchronous, the card is not. Layout: Int32 state, Int32 length, then the bytes.
 */
const STATE = 0;
const LENGTH = 1;
const HEADER = 8;
const WAITING = 0;
const SIGNED = 1;
const REFUSED = 2;
const OVER = 3;
/** How long the end of a process waits for a thread inside OpenSSL, in milliseconds. */
const LAST_WAIT = 500;
/** The bytes of the largest signature: RSA with 4096 bits. */
const CAPACITY = 512;

export function createMailbox(): SharedArrayBuffer {
  return new SharedArrayBuffer(HEADER + CAPACITY);
}

/**
 * Blocks this thread until the other one answers the question that `ask` sends it; null when it refuses.
 * For the worker only: the main thread must not block.
 */
export function waitForSignature(mailbox: SharedArrayBuffer, ask: () => void): Uint8Array | null {
  const header = new Int32Array(mailbox, 0, 2);
  Atomics.store(header, STATE, WAITING);
  ask();
  Atomics.wait(header, STATE, WAITING);
  if (Atomics.load(header, STATE) !== SIGNED) return null;
  return new Uint8Array(mailbox, HEADER, Atomics.load(header, LENGTH)).slice();
}

/** Wakes the waiting thread with the signature. */
export function answerSignature(mailbox: SharedArrayBuffer, signature: Uint8Array): void {
  if (signature.length > CAPACITY) throw new RangeError("signature longer than 512 bytes");
  new Uint8Array(mailbox, HEADER).set(signature);
  const header = new Int32Array(mailbox, 0, 2);
  Atomics.store(header, LENGTH, signature.length);
  wake(header, SIGNED);
}

/** Wakes the waiting thread with a refusal. */
export function refuseSignature(mailbox: SharedArrayBuffer): void {
  wake(new Int32Array(mailbox, 0, 2), REFUSED);
}

/** For the worker: says that it has taken the answer and has left OpenSSL. */
export function leaveSignature(mailbox: SharedArrayBuffer): void {
  wake(new Int32Array(mailbox, 0, 2), OVER);
}

/**
 * For the main thread while its process ends: wakes the waiting thread with a refusal, and blocks until that has left
 * OpenSSL. Node ends threads wherever they are, and ending one in the middle of a call from native code crashes the
 * process.
 */
export function refuseAtExit(mailbox: SharedArrayBuffer): void {
  refuseSignature(mailbox);
  Atomics.wait(new Int32Array(mailbox, 0, 2), STATE, REFUSED, LAST_WAIT);
}

function wake(header: Int32Array, state: number): void {
  Atomics.store(header, STATE, state);
  Atomics.notify(header, STATE);
}
