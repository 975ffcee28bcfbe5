import { log } from "../log";
import type { PcscBinding } from "./binding";
import type { ReadersState } from "./readers";
import { wasCut } from "./scard";
import { PcscSession } from "./session";

/** Milliseconds before a service that cut the connection is asked again. */
const CUT_PAUSE = 100;
/** Milliseconds after which a service that does not answer counts as one that does not run, until it answers. */
const FIRST_ANSWER = 10_000;

type Problem = NonNullable<ReadersState["problem"]>;

/** What becomes of the threads of the binding at the end: they end, or the process ends with them. */
export type Threads = "ended" | "left";

/** Keeps a session with the smart-card service. Looks for a missing service until it is there. */
export class PcscService {
  readonly #load: () => Promise<PcscBinding>;
  readonly #retryAfter: number;
  readonly #changed: () => void;
  readonly #open = new Set<PcscSession>();
  #session: PcscSession | null = null;
  #problem: Problem = "reader.service";
  #begun: Promise<void> | null = null;
  #known: () => void = () => {};
  #retry: NodeJS.Timeout | undefined;
  #insertions = 0;
  readonly #closed = new AbortController();
  #cut = false;
  #binding: PcscBinding | null = null;
  #said = "";

  /**
   * `load` loads the binding. Looks again `retryAfter` milliseconds after a failure, and calls `changed` at every
   * change of the state.
   */
  constructor(load: () => Promise<PcscBinding>, retryAfter: number, changed: () => void) {
    this.#load = load;
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

  /** After `close`: whether the process would wait for the service at its end. */
  get stuck(): boolean {
    return this.#binding?.stuck ?? false;
  }

  /**
   * Looks for the service no more, and reports nothing. `threads`: see `PcscReaders`. `settle`: waits a moment for
   * calls under way.
   */
  async close(threads: Threads, settle: boolean): Promise<void> {
    this.#closed.abort();
    clearTimeout(this.#retry);
    this.#session = null;
    this.#known();
    const over = [...this.#open].map((session) => (threads === "ended" ? this.#end(session) : session.leave()));
    await Promise.all([settle ? this.#binding?.settle() : null, ...over]);
  }

  async #begin(): Promise<void> {
    try {
      this.#binding = await this.#load();
      await this.#look(this.#binding);
    } catch (error) {
      this.#say(`no card readers: ${reasonOf(error)}`);
      this.#known();
    }
  }

  /** One session at a time: see `PcscBinding`. */
  async #look(binding: PcscBinding): Promise<void> {
    await Promise.all([...this.#open].map((session) => this.#end(session)));
    const { signal } = this.#closed;
    if (signal.aborted) return;
    try {
      const session: PcscSession = await PcscSession.begin(
        binding,
        {
          nextInsertion: () => ++this.#insertions,
          changed: () => this.#found(session),
          ended: (error) => {
            void this.#end(session);
            this.#without(binding, "reader.service", error);
          },
        },
        signal,
      );
      this.#open.add(session);
      this.#cut = false;
    } catch (error) {
      const cutBefore = this.#cut;
      this.#cut = wasCut(error);
      // A service that accepts the connection only to cut it does not admit this person. One that is ending does so
      // once.
      if (this.#cut && !cutBefore) this.#lookAfter(CUT_PAUSE, binding);
      else this.#without(binding, this.#cut ? "reader.not-allowed" : "reader.service", error);
    }
  }

  #found(session: PcscSession): void {
    if (!this.#open.has(session)) return;
    this.#session = session;
    this.#said = "";
    this.#known();
    this.#changed();
  }

  #without(binding: PcscBinding, problem: Problem, error: unknown): void {
    if (this.#closed.signal.aborted) return;
    const news = this.#session !== null || this.#problem !== problem;
    this.#session = null;
    this.#problem = problem;
    this.#lookAfter(this.#retryAfter, binding);
    this.#say(`smart-card service: ${problem} (${reasonOf(error)})`);
    this.#known();
    if (news) this.#changed();
  }

  #lookAfter(ms: number, binding: PcscBinding): void {
    if (this.#closed.signal.aborted) return;
    this.#retry = setTimeout(() => void this.#look(binding), ms);
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
