import type { PcscBinding, PcscWatch, WatchReports } from "./binding";
import { Keypads } from "./keypads";
import { Operators } from "./operators";
import { ReaderNames } from "./reader-names";
import type { ReaderState } from "./readers";
import { EMPTY, looksSame, slotAfter, type ReaderStatus, type Slot } from "./slot";

/** What a session reports. */
export interface SessionListener {
  /** The number of the next insertion. */
  nextInsertion(): number;
  /** Readers or cards have changed, or are known for the first time. */
  changed(): void;
  /** The service went away. Close the session: it serves no more. */
  ended(error: unknown): void;
}

/** One life of the smart-card service: from the connection to it until it stops or we close. */
export class PcscSession {
  /** The readers that connect. */
  readonly operators: Operators;
  readonly keypads = new Keypads(() => this.#tell());
  /** The insertions at which a reader did not pass extended APDUs on, by the name that people see. */
  readonly shortOnly = new Map<string, number>();
  readonly #listener: SessionListener;
  readonly #names = new ReaderNames();
  /** By the name that people see. Null until each reader's state is known. */
  readonly #slots = new Map<string, Slot | null>();
  #watch: PcscWatch | null = null;
  #listed = false;
  #known = false;
  #over = false;

  private constructor(listener: SessionListener) {
    this.#listener = listener;
    this.operators = new Operators((known) => {
      const name = this.#names.ofService(known);
      return name === undefined ? undefined : this.#watch?.reader(name);
    });
  }

  /** Connects to the service. Rejects with the PC/SC error when it cannot be reached, or when `signal` is aborted. */
  static async begin(binding: PcscBinding, listener: SessionListener, signal: AbortSignal): Promise<PcscSession> {
    const session = new PcscSession(listener);
    const reports: WatchReports = {
      plugged: (reader) => session.#slots.set(session.#names.known(reader), null),
      status: (reader, status) => session.#report(session.#names.known(reader), status),
      unplugged: (reader) => session.#unplugged(reader),
      listed: () => session.#list(),
      failed: (error) => session.#end(error),
    };
    session.#watch = await binding.watch(reports, signal);
    return session;
  }

  /** The readers that can be used. */
  readers(): ReaderState[] {
    return [...this.#slots].flatMap(([name, slot]) =>
      slot?.reachable ? [{ name, card: slot.card, keypad: this.keypads.has(name) }] : [],
    );
  }

  /** Reports nothing from now on. The process is about to end. */
  async leave(): Promise<void> {
    this.#over = true;
    await this.#watch?.leave();
  }

  /** Ends the threads of the binding. Reports nothing from then on. */
  async close(): Promise<void> {
    this.#over = true;
    await this.#watch?.close();
  }

  #list(): void {
    if (this.#listed) return;
    this.#listed = true;
    this.#tell();
  }

  #report(reader: string, status: ReaderStatus): void {
    const before = this.#slots.get(reader);
    if (before === undefined) return;
    const after = slotAfter(before ?? EMPTY, status, () => this.#listener.nextInsertion());
    this.#slots.set(reader, after);
    if (before === null || !looksSame(before, after)) this.#tell();
  }

  #unplugged(name: string): void {
    const reader = this.#names.known(name);
    this.#names.forget(name);
    this.shortOnly.delete(reader);
    if (!this.#slots.delete(reader)) return;
    this.keypads.forget(reader);
    this.#tell();
  }

  /** Reports nothing until the list of readers and the state of each are known. */
  #tell(): void {
    this.#known ||= this.#listed && [...this.#slots.values()].every((slot) => slot !== null);
    if (this.#known && !this.#over) this.#listener.changed();
  }

  #end(error: unknown): void {
    if (!this.#over) this.#listener.ended(error);
  }
}
