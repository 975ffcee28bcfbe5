import { constants } from "node:os";

/**
 * Locks an open file for this process if no other process has locked it, and returns whether it did. The kernel frees
 * the lock when the file is closed, and so when the process dies. Throws `Error` where files cannot be locked.
 */
export type TryLock = (descriptor: number) => boolean;

/**
 * Loads the system's lock for files, which Node does not offer. Loading takes some milliseconds, so it waits for the
 * first use. Throws `Error`.
 */
export function loadTryLock(platform: string = process.platform): Promise<TryLock> {
  return platform === "win32" ? loadLockFileEx() : loadFlock();
}

/** flock(2): the same numbers on Linux, macOS and the BSDs. */
const LOCK_EX = 2;
const LOCK_NB = 4;

async function loadFlock(): Promise<TryLock> {
  const { load, errno } = await import("koffi");
  const flock: (descriptor: number, operation: number) => number = load(null).func("int flock(int fd, int operation)");
  return (descriptor) => {
    if (flock(descriptor, LOCK_EX | LOCK_NB) === 0) return true;
    const error = errno();
    if (error === constants.errno.EWOULDBLOCK) return false;
    throw new Error(`flock: error ${error}`);
  };
}

/** LockFileEx, minwinbase.h and winerror.h of the Windows SDK. */
const LOCKFILE_FAIL_IMMEDIATELY = 1;
const LOCKFILE_EXCLUSIVE_LOCK = 2;
/** Another has the lock: ERROR_LOCK_VIOLATION, ERROR_IO_PENDING, or a number that a call in between has reset. */
const TAKEN: ReadonlySet<number> = new Set([33, 997, 0]);
/** Windows keeps others from reading what is locked. So it is one byte that no number reaches: its place in the file. */
const LOCKED_BYTE = 0x7fff_ffff;

async function loadLockFileEx(): Promise<TryLock> {
  const { load, struct, pointer, inout } = await import("koffi");
  // libuv's numbers of open files count in node.exe only (uv_get_osfhandle, documented by libuv).
  const handleOf: (descriptor: number) => bigint | number = load(null).func("uintptr_t uv_get_osfhandle(int fd)");
  const overlapped = struct({
    Internal: "uintptr_t",
    InternalHigh: "uintptr_t",
    Offset: "uint32_t",
    OffsetHigh: "uint32_t",
    hEvent: "uintptr_t",
  });
  const kernel = load("kernel32.dll");
  const lockFile: (...args: unknown[]) => number = kernel.func("__stdcall", "LockFileEx", "int", [
    "uintptr_t",
    "uint32_t",
    "uint32_t",
    "uint32_t",
    "uint32_t",
    inout(pointer(overlapped)),
  ]);
  const lastError: () => number = kernel.func("uint32_t __stdcall GetLastError()");
  return (descriptor) => {
    const place = { Internal: 0, InternalHigh: 0, Offset: LOCKED_BYTE, OffsetHigh: 0, hEvent: 0 };
    const how = LOCKFILE_EXCLUSIVE_LOCK | LOCKFILE_FAIL_IMMEDIATELY;
    if (lockFile(handleOf(descriptor), how, 0, 1, 0, place) !== 0) return true;
    const error = lastError();
    if (TAKEN.has(error)) return false;
    throw new Error(`LockFileEx: error ${error}`);
  };
}
