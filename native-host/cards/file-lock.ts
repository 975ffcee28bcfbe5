import { createHash } from "node:crypto";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { VarcoError } from "../../shared/errors";
import { log } from "../log";
import { NoCardLock, type CardLock, type LockedReader, type Waiting } from "./card-lock";
import { loadTryLock, type TryLock } from "./try-lock";
import { LockFile } from "./lock-file";
import { lockFolder } from "./lock-folder";

/** Milliseconds between two attempts. */
const POLL = 25;
/** Milliseconds after which an operation goes on without the lock: several operations in a row take less. */
const PATIENCE = 10_000;

/** The files of one reader: its lock, and the lock that the next process in line holds. */
interface Files {
  readonly reader: LockFile;
  readonly next: LockFile;
}

/**
 * Locks a file for each reader, in a folder of this user. The kernel frees the lock when a process dies. The file holds
 * the number of PIN changes. Where files cannot be locked (a folder that others can change), nothing is locked.
 */
export class FileLock implements CardLock {
  readonly #folder: () => string | null;
  readonly #patience: number;
  readonly #without = new NoCardLock();
  #tryLock: Promise<TryLock> | null = null;
  #told = false;

  constructor(folder: () => string | null = lockFolder, patience: number = PATIENCE) {
    this.#folder = folder;
    this.#patience = patience;
  }

  async take(reader: string, waiting: Waiting = {}): Promise<LockedReader> {
    const files = await this.#open(reader);
    if (files === null) return this.#without.take(reader);
    try {
      if (!(await this.#wait(files, waiting)))
        log.note("another process of Varco keeps the card: going on without the lock");
      return this.#locked(files.reader);
    } catch (thrown) {
      files.reader.close();
      if (thrown instanceof VarcoError) throw thrown;
      this.#cannot(thrown);
      return await this.#without.take(reader);
    } finally {
      files.next.close();
    }
  }

  /** Null when there is nothing to lock. */
  async #open(reader: string): Promise<Files | null> {
    try {
      const folder = this.#folder();
      if (folder === null) return null;
      const tryLock = await (this.#tryLock ??= loadTryLock());
      // A reader's name may hold any character, slashes too.
      const path = join(folder, createHash("sha256").update(reader).digest("hex").slice(0, 32));
      const next = new LockFile(`${path}.next`, tryLock);
      try {
        return { next, reader: new LockFile(path, tryLock) };
      } catch (thrown) {
        next.close();
        throw thrown;
      }
    } catch (thrown) {
      this.#cannot(thrown);
      return null;
    }
  }

  /**
   * Waits for the lock of the next in line, then for the reader's. A process that has just released the reader must
   * queue behind the next in line, so nobody waits for ever, although all only poll. False: the locks could not be had
   * in time.
   */
  async #wait({ reader, next }: Files, { signal, queued }: Waiting): Promise<boolean> {
    const end = performance.now() + this.#patience;
    let alone = true;
    for (const file of [next, reader]) {
      while (!file.take()) {
        if (alone) queued?.();
        alone = false;
        if (performance.now() > end) return false;
        await delay(POLL, undefined, { ...(signal && { signal }) }).catch((reason: unknown) => {
          throw new VarcoError("operation.cancelled", {}, { cause: reason });
        });
      }
    }
    return true;
  }

  /** Reads the number once: while the reader is ours, nobody else counts. */
  #locked(file: LockFile): LockedReader {
    let number = file.number;
    return {
      get pinChanges() {
        return number;
      },
      countPinChange: () => {
        number += 1;
        try {
          file.number = number;
        } catch (thrown) {
          this.#cannot(thrown);
        }
      },
      release: () => file.close(),
    };
  }

  #cannot(reason: unknown): void {
    if (this.#told) return;
    this.#told = true;
    // The file system's message quotes the path, which may hold the person's name.
    const why = reason instanceof Error ? ("code" in reason ? String(reason.code) : reason.message) : String(reason);
    log.note(`cards are not locked against other processes: ${why}`);
  }
}
