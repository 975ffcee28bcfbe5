import { constants } from "node:os";

/** flock(2): the same numbers on Linux, macOS and the BSDs. */
const LOCK_EX = 2;
const LOCK_NB = 4;

/**
 * Locks an open file for this process if no other process has locked it, and returns whether it did. The kernel frees
 * the lock when the file is closed, and so when the process dies. Throws `Error` where files cannot be locked.
 */
export type TryLock = (descriptor: number) => boolean;

/**
 * Loads flock(2), which Node does not offer. Loading takes some milliseconds, so it waits for the first use. Throws
 * `Error`.
 */
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
