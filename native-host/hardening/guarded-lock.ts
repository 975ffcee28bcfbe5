import type { CardLock } from "../cards/card-lock";
import { makeNotDumpable } from "./not-dumpable";

/**
 * The same lock in a process whose memory nobody else reads. Whoever uses a card takes the lock first, and nobody gives
 * a PIN before; the lock needs koffi as well, which takes some milliseconds to load.
 */
export function guardedLock(lock: CardLock): CardLock {
  let guarded: Promise<void> | null = null;
  return {
    async take(reader, waiting) {
      await (guarded ??= makeNotDumpable());
      return lock.take(reader, waiting);
    },
  };
}
