import { setTimeout as delay } from "node:timers/promises";
import { Keypads } from "./keypads";
import { Operators } from "./operators";
import {
  QUIET,
  keepForNow,
  outside,
  parseReader,
  parseStatus,
  type NativeReader,
  type NativeService,
  type Pcsclite,
} from "./pcsclite";
import type { ReaderState } from "./readers";
import { scardMeaning } from "./scard";
import { EMPTY, looksSame, slotAfter, type Slot } from "./slot";

/** What a session reports. */
export interface SessionListener {
  /** The number of the next insertion. */
  nextInsertion(): number;
  /** Readers or cards have changed, or are known for the first time. */
  changed(): void;
  /** The service went away. Close the session: it serves no more. */
  ended(error: unknown): void;
}

interface Watched {
  readonly reader: NativeReader;
  /** Null until the reader's state is known. */
  slot: Slot | null;
}

/** Milliseconds after which a service without a first list counts as hanging. */
const FIRST_LIST = 500;

/** One life of the smart-card service: from the connection to it until it stops or we close. */
export class PcscSession {
  /** The readers that connect. */
  readonly operators: Operators;
  readonly keypads = new Keypads(() => this.#tell());
  readonly #listener: SessionListener;
  readonly #service: NativeService;
  readonly #watched = new Map<string, Watched>();
  readonly #answered: Promise<void>;
  #listed = false;
  #known = false;
  #closing: Promise<void> | null = null;
  #lastReport = 0;

  /** Connects to the service. Throws the error of pcsclite when it cannot be reached. */
  constructor(pcsclite: Pcsclite, listener: SessionListener) {
    this.#listener = listener;
    const service = pcsclite.watch();
    this.operators = new Operators((name) => (this.#watched.has(name) ? pcsclite.reader(name) : undefined));
    this.#service = service;
    this.#answered = new Promise((answered) => {
      service.on(
        "error",
        outside((error) => {
          answered();
          this.#end(error);
        }),
      );
      service.on("reader", (reader) => this.#watch(parseReader(reader)));
      // pcsclite announces readers, but not that there is none. So we listen to its own receiver of the list.
      const start = service.start;
      service.start = (listed) =>
        start.call(service, (error: unknown, names: unknown) => {
          listed(error, names);
          setImmediate(() => {
            answered();
            this.#list();
          });
        });
    });
  }

  /** The readers that can be used. */
  readers(): ReaderState[] {
    return [...this.#watched.values()].flatMap(({ reader, slot }) =>
      slot?.reachable ? [{ name: reader.name, card: slot.card, keypad: this.keypads.has(reader.name) }] : [],
    );
  }

  /** Reports nothing from now on. The threads of pcsclite live as long as the process. */
  leave(): void {
    this.#closing ??= Promise.resolve();
  }

  /** Ends the threads of pcsclite. Reports nothing from then on. */
  close(): Promise<void> {
    this.#closing ??= this.#close();
    return this.#closing;
  }

  /** Must run inside pcsclite's call: an `error` without a listener would end the process. */
  #watch(reader: NativeReader): void {
    const watched: Watched = { reader, slot: null };
    const report = outside((status: unknown) => this.#report(watched, status));
    reader.on("status", report);
    reader.on(
      "error",
      outside((error) => this.#readerFailed(error)),
    );
    reader.on(
      "end",
      outside(() => this.#unplugged(watched)),
    );
    this.#watched.set(reader.name, watched);
    this.#lastReport = performance.now();
  }

  #list(): void {
    this.#lastReport = performance.now();
    if (this.#listed) return;
    this.#listed = true;
    this.#tell();
  }

  #report(watched: Watched, status: unknown): void {
    this.#lastReport = performance.now();
    const before = watched.slot;
    watched.slot = slotAfter(before ?? EMPTY, parseStatus(status), () => this.#listener.nextInsertion());
    if (before === null || !looksSame(before, watched.slot)) this.#tell();
  }

  #readerFailed(error: unknown): void {
    if (scardMeaning(error) !== "reader.gone") this.#end(error);
  }

  #unplugged(watched: Watched): void {
    watched.reader.close();
    keepForNow(watched.reader);
    if (this.#watched.get(watched.reader.name) !== watched) return;
    this.#watched.delete(watched.reader.name);
    this.keypads.forget(watched.reader.name);
    this.#tell();
  }

  /** Reports nothing until the list of readers and the state of each are known. */
  #tell(): void {
    this.#known ||= this.#listed && [...this.#watched.values()].every(({ slot }) => slot !== null);
    if (this.#known && this.#closing === null) this.#listener.changed();
  }

  #end(error: unknown): void {
    if (this.#closing === null) this.#listener.ended(error);
  }

  /**
   * pcsclite ends a thread by interrupting its wait, and then waits for the thread. A thread that is between two
   * waits misses the interruption. So we wait for the first list, then for a quiet moment.
   */
  async #close(): Promise<void> {
    const answered = await Promise.race([this.#answered.then(() => true), delay(FIRST_LIST, false, { ref: false })]);
    if (!answered) return;
    for (let wait = QUIET; wait > 0; wait = QUIET - (performance.now() - this.#lastReport))
      await delay(Math.ceil(wait));
    for (const { reader } of this.#watched.values()) {
      reader.close();
      keepForNow(reader);
    }
    this.#service.close();
    keepForNow(this.#service);
    await this.operators.end();
    await delay(QUIET);
  }
}
