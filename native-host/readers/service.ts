import { log } from "../log";
import { loadPcsclite, watchOnce, type Pcsclite } from "./pcsclite";
import type { ReadersState } from "./readers";
import { wasCut } from "./scard";
import { PcscSession } from "./session";

/** A name that no reader has. */
const NO_READER = "Varco asks whether the service is there";
/** Milliseconds before a service that cut the connection is asked again. */
const CUT_PAUSE = 100;
/** Milliseconds after which a service that does not answer counts as one that does not run, until it answers. */
const FIRST_ANSWER = 10_000;

type Problem = NonNullable<ReadersState["problem"]>;

/** What becomes of pcsclite's threads at the end: they end, or the process ends with them. */
export type Threads = "ended" | "left";

/** Keeps a session with the smart-card service. Looks for a missing service until it is there. */
export class PcscService {
  readonly #retryAfter: number;
  readonly #changed: () => void;
  readonly #open = new Set<PcscSession>();
  #session: PcscSession | null = null;
  #problem: Problem = "reader.service";
  #begun: Promise<void> | null = null;
  #known: () => void = () => {};
  #retry: NodeJS.Timeout | undefined;
  #insertions = 0;
  #closed = false;
  #cut = false;
  #said = "";

  /** Looks again `retryAfter` milliseconds after a failure, and calls `changed` at every change of the state. */
  constructor(retryAfter: number, changed: () => void) {
    this.#retryAfter = retryAfter;
    this.#changed = changed;
  }

  /** The session whose readers are known. Null while there is none; `problem` says why. */
  get session(): PcscSession | null {
    return this.#session;
  }

  get problem(): Problem {
    return this.#problem;
  }

  /** Starts unless it has started. Resolves when it is known whether there is a service, and which readers it has. */
  ready(): Promise<void> {
    this.#begun ??= new Promise((resolve) => {
      const timer = setTimeout(resolve, FIRST_ANSWER);
      this.#known = () => {
        clearTimeout(timer);
        resolve();
      };
      void this.#begin();
    });
    return this.#begun;
  }

  /** Looks for the service no more, and reports nothing. `threads`: see `PcscReaders`. */
  async close(threads: Threads): Promise<void> {
    this.#closed = true;
    clearTimeout(this.#retry);
    this.#session = null;
    this.#known();
    if (threads === "ended") await Promise.all([...this.#open].map((session) => this.#end(session)));
    else for (const session of this.#open) session.leave();
  }

  async #begin(): Promise<void> {
    try {
      await this.#look(await loadPcsclite());
    } catch (error) {
      this.#say(`the add-on for card readers (pcsclite) cannot be loaded: ${reasonOf(error)}`);
      this.#known();
    }
  }

  /**
   * Beginning a session blocks the JavaScript thread until the service answers or turns out to be missing: long while
   * it starts, forever if it hangs. So a thread of pcsclite goes ahead. While that thread waits, libpcsclite lets
   * nobody else in, so sessions must have ended before.
   */
  async #look(pcsclite: Pcsclite): Promise<void> {
    await Promise.all([...this.#open].map((session) => this.#end(session)));
    await watchOnce(pcsclite.reader(NO_READER));
    if (this.#closed) return;
    try {
      this.#beginSession(pcsclite);
      this.#cut = false;
    } catch (error) {
      const cutBefore = this.#cut;
      this.#cut = wasCut(error);
      // A service that accepts the connection only to cut it does not admit this person. One that is ending does so
      // once.
      if (this.#cut && !cutBefore) this.#lookAfter(CUT_PAUSE, pcsclite);
      else this.#without(pcsclite, this.#cut ? "reader.not-allowed" : "reader.service", error);
    }
  }

  #beginSession(pcsclite: Pcsclite): void {
    const session: PcscSession = new PcscSession(pcsclite, {
      nextInsertion: () => ++this.#insertions,
      changed: () => this.#found(session),
      ended: (error) => {
        void this.#end(session);
        this.#without(pcsclite, "reader.service", error);
      },
    });
    this.#open.add(session);
  }

  #found(session: PcscSession): void {
    if (!this.#open.has(session)) return;
    this.#session = session;
    this.#said = "";
    this.#known();
    this.#changed();
  }

  #without(pcsclite: Pcsclite, problem: Problem, error: unknown): void {
    if (this.#closed) return;
    const news = this.#session !== null || this.#problem !== problem;
    this.#session = null;
    this.#problem = problem;
    this.#lookAfter(this.#retryAfter, pcsclite);
    this.#say(`smart-card service: ${problem} (${reasonOf(error)})`);
    this.#known();
    if (news) this.#changed();
  }

  #lookAfter(ms: number, pcsclite: Pcsclite): void {
    this.#retry = setTimeout(() => void this.#look(pcsclite), ms);
  }

  /** Logs it, unless the last line said the same. */
  #say(text: string): void {
    if (text !== this.#said) log.note(text);
    this.#said = text;
  }

  async #end(session: PcscSession): Promise<void> {
    await session.close();
    this.#open.delete(session);
  }
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
