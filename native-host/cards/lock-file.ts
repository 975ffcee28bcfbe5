import { closeSync, constants, fstatSync, ftruncateSync, openSync, readSync, writeSync } from "node:fs";
import type { TryLock } from "./try-lock";

/** The most digits of a number. A longer one was not written by us. */
const MOST_DIGITS = 15;

/** A file to lock, which holds a small number. The calls are synchronous: they move a few bytes and never wait. */
export class LockFile {
  readonly #tryLock: TryLock;
  readonly #descriptor: number;

  /** Opens the file, or creates it, for this user alone. Throws `Error`, for a symbolic link too. */
  constructor(path: string, tryLock: TryLock) {
    this.#tryLock = tryLock;
    this.#descriptor = openSync(path, constants.O_RDWR | constants.O_CREAT | constants.O_NOFOLLOW, 0o600);
    if (fstatSync(this.#descriptor).isFile()) return;
    closeSync(this.#descriptor);
    throw new Error("a lock file is not a file");
  }

  /** Takes the lock if it is free, and returns whether it did. Throws `Error`. */
  take(): boolean {
    return this.#tryLock(this.#descriptor);
  }

  /** The number in the file: 0 if it holds none. */
  get number(): number {
    const bytes = Buffer.alloc(MOST_DIGITS + 1);
    const text = bytes.toString("latin1", 0, readSync(this.#descriptor, bytes, 0, bytes.length, 0));
    return /^\d+$/.test(text) && text.length <= MOST_DIGITS ? Number(text) : 0;
  }

  set number(number: number) {
    // Writing before truncating keeps a number in the file at every moment: the new one is never shorter than the old
    // one.
    ftruncateSync(this.#descriptor, writeSync(this.#descriptor, String(number), 0, "latin1"));
  }

  /** Frees the lock. Call it once. */
  close(): void {
    closeSync(this.#descriptor);
  }
}
