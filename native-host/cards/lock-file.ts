import { closeSync, constants, fstatSync, ftruncateSync, openSync, readSync, writeSync } from "node:fs";
import type { TryLock } from "./flock";

/** Digits that are read of a number; more is no number of ours. */
const MOST_DIGITS = 15;

/** A file to lock, which holds a small number. All calls are of the kernel's memory or a few bytes: none waits. */
export class LockFile {
  readonly #tryLock: TryLock;
  readonly #descriptor: number;

  /** Opens it, or makes it, for this user alone. Throws `Error`, among others for a link (Node opens with O_CLOEXEC). */
  constructor(path: string, tryLock: TryLock) {
    this.#tryLock = tryLock;
    this.#descriptor = openSync(path, constants.O_RDWR | constants.O_CREAT | constants.O_NOFOLLOW, 0o600);
    if (fstatSync(this.#descriptor).isFile()) return;
    closeSync(this.#descriptor);
    throw new Error("a lock file is not a file");
  }

  /** Takes the lock if it is free. Throws `Error`. */
  take(): boolean {
    return this.#tryLock(this.#descriptor);
  }

  /** The number in it: 0 when there is none, or something else. */
  get number(): number {
    const bytes = Buffer.alloc(MOST_DIGITS + 1);
    const text = bytes.toString("latin1", 0, readSync(this.#descriptor, bytes, 0, bytes.length, 0));
    return /^\d+$/.test(text) && text.length <= MOST_DIGITS ? Number(text) : 0;
  }

  set number(number: number) {
    // In this order the old number stays until the new one is there: it is never shorter.
    ftruncateSync(this.#descriptor, writeSync(this.#descriptor, String(number), 0, "latin1"));
  }

  /** Frees the lock. Once. */
  close(): void {
    closeSync(this.#descriptor);
  }
}
