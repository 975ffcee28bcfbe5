import { setTimeout as delay } from "node:timers/promises";
import type { PcscReader, PcscWatch, WatchReports } from "../binding";
import { scardCode } from "../scard";
import { SCARD_STATE_UNKNOWN } from "../slot";
import { KoffiReader } from "./card-reader";
import { release, type Handle } from "./context";
import type { Calls } from "./library";
import { listReaders, NOTIFICATION, statusChange } from "./status";

const SCARD_E_UNKNOWN_READER = 0x80100009;
const SCARD_STATE_UNAWARE = 0;

/** Milliseconds of one wait. Bounded, so that nothing is missed for good. */
const WAIT = 60_000;
/**
 * Milliseconds of the first wait after news; each one after it is `LONGER` times as long. What happens between two
 * waits is not always told: a reader with two slots comes as two, and a card may be swapped.
 */
const SETTLING = 250;
const LONGER = 4;
/** Milliseconds between two looks where the system does not wait for what we look for. */
const PAUSE = 500;
/** Milliseconds in which a cancelled wait ends, and between two attempts to cancel it. */
const CANCEL = 300;
const CANCEL_AGAIN = 10;

/** A watch that keeps one thread of libuv's pool: it waits for all readers together, and for new ones. */
export class KoffiWatch implements PcscWatch {
  readonly #library: Calls;
  readonly #context: Handle;
  readonly #reports: WatchReports;
  /** The last state of each reader. */
  readonly #states = new Map<string, number>();
  readonly #over = new AbortController();
  readonly #running: Promise<void>;
  /** The state of `NOTIFICATION`, null where the system does not know it. */
  #notification: number | null;
  #refusals = 0;
  #closing: Promise<void> | null = null;

  constructor(library: Calls, context: Handle, reports: WatchReports) {
    this.#library = library;
    this.#notification = library.system.tellsOfReaders ? SCARD_STATE_UNAWARE : null;
    this.#context = context;
    this.#reports = reports;
    this.#running = this.#run();
  }

  reader(name: string): PcscReader {
    return new KoffiReader(this.#library, name);
  }

  leave(): Promise<void> {
    return this.close();
  }

  close(): Promise<void> {
    this.#closing ??= this.#close();
    return this.#closing;
  }

  /** A wait that is just about to begin misses that it was cancelled. So it is cancelled until it ends. */
  async #close(): Promise<void> {
    this.#over.abort();
    const ended = this.#running.then(() => true);
    for (const end = performance.now() + CANCEL; performance.now() < end;) {
      await Promise.race([
        this.#library.call("SCardCancel", this.#context).catch(() => {}),
        delay(CANCEL, undefined, { ref: false }),
      ]);
      if (await Promise.race([ended, delay(CANCEL_AGAIN, false)])) return;
    }
  }

  async #run(): Promise<void> {
    try {
      let wait = SETTLING;
      while (!this.#over.signal.aborted) {
        const began = performance.now();
        const listed = this.#list(await listReaders(this.#library, this.#context));
        const news = (await this.#wait(this.#notification === null ? Math.min(wait, PAUSE) : wait)) || listed;
        wait = news ? SETTLING : Math.min(wait * LONGER, WAIT);
        if (!news && performance.now() - began < PAUSE) await this.#pause();
      }
    } catch (error) {
      this.#tell((reports) => reports.failed(error));
    } finally {
      await release(this.#library, this.#context);
    }
  }

  /** Reports readers that came and went. Returns whether there are such. */
  #list(names: readonly string[]): boolean {
    const gone = [...this.#states.keys()].filter((name) => !names.includes(name));
    for (const name of gone) {
      this.#states.delete(name);
      this.#tell((reports) => reports.unplugged(name));
    }
    const came = names.filter((name) => !this.#states.has(name));
    for (const name of came) {
      this.#states.set(name, SCARD_STATE_UNAWARE);
      this.#tell((reports) => reports.plugged(name));
    }
    this.#tell((reports) => reports.listed());
    return gone.length + came.length > 0;
  }

  /** Waits for news of readers and cards and reports them. Returns whether there were any. */
  async #wait(ms: number): Promise<boolean> {
    const readers = [...this.#states].map(([name, state]) => ({ name, state }));
    const notification = this.#notification === null ? [] : [{ name: NOTIFICATION, state: this.#notification }];
    const known = [...readers, ...notification];
    if (known.length === 0 || this.#over.signal.aborted) return false;
    const statuses = await statusChange(this.#library, this.#context, ms, known).catch((error: unknown) => {
      if (scardCode(error) !== SCARD_E_UNKNOWN_READER) throw error;
      return null;
    });
    if (statuses === null) return this.#refused();
    this.#refusals = 0;
    const news = readers.filter(({ name, state }, at) => {
      const status = statuses[at];
      if (status === undefined || status.state === state) return false;
      this.#states.set(name, status.state);
      const [was, is] = [state, status.state].map((one) => (one & SCARD_STATE_UNKNOWN) === 0);
      if (is && !was) this.#tell((reports) => reports.plugged(name));
      this.#tell((reports) => (is ? reports.status(name, status) : reports.unplugged(name)));
      return true;
    });
    const [notified] = statuses.slice(readers.length);
    if (notified) this.#notification = notified.state & SCARD_STATE_UNKNOWN ? null : notified.state;
    return news.length > 0;
  }

  /** A reader has gone since the list was made. Twice in a row: the system does not know `NOTIFICATION`. */
  #refused(): boolean {
    this.#refusals += 1;
    if (this.#refusals > 1) this.#notification = null;
    return true;
  }

  async #pause(): Promise<void> {
    await Promise.allSettled([delay(PAUSE, undefined, { signal: this.#over.signal })]);
  }

  #tell(report: (reports: WatchReports) => void): void {
    if (!this.#over.signal.aborted) report(this.#reports);
  }
}
