import { constants } from "node:os";

/** flock(2): the same numbers on Linux, macOS and the BSDs. */
const LOCK_EX = 2;
const LOCK_NB = 4;

/**
 * Locks an open file for this process alone, if nobody else has it; returns whether it does. The kernel frees it when the file is
 * closed, which it also is when the process dies. Throws `Error` where files cannot be locked.
 */
export type TryLock = (descriptor: number) => boolean;

/** Loads flock(2), which Node does not offer. It takes some milliseconds, so it is loaded at the first use. Throws `Error`. */
export async function loadFlock(): Promise<TryLock> {
  const { load, errno } = await import("koffi");
  const flock: (descriptor: number, operation: number) => number = load(null).func("int flock(int fd, int operation)");
  return (descriptor) => {
    if (flock(descriptor, LOCK_EX | LOCK_NB) === 0) return true;
    const error = errno();
    if (error === constants.errno.EWOULDBLOCK) return false;
    throw new Error(`flock: error ${error}`);
  };
}
