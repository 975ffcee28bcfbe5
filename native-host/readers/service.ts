import { log } from '../log';
import { loadPcsclite, type Pcsclite } from './pcsclite';
import type { ReadersState } from './readers';
import { COMM_ERROR, scardCode, scardMeaning } from './scard';
import { PcscSession } from './session';

type Problem = NonNullable<ReadersState['problem']>;

/** Keeps a session with the smart-card service: looks for a service that is not there until it is. */
export class PcscService {
  readonly #retryAfter: number;
  readonly #changed: () => void;
  readonly #open = new Set<PcscSession>();
  #session: PcscSession | null = null;
  #problem: Problem = 'reader.service';
  #begun: Promise<void> | null = null;
  #known: () => void = () => {};
  #retry: NodeJS.Timeout | undefined;
  #insertions = 0;
  #closed = false;

  /** Looks again `retryAfter` milliseconds after a failure, and calls `changed` at every change of the state. */
  constructor(retryAfter: number, changed: () => void) {
    this.#retryAfter = retryAfter;
    this.#changed = changed;
  }

  /** The session whose readers are known; null while there is none, for the reason in `problem`. */
  get session(): PcscSession | null {
    return this.#session;
  }

  get problem(): Problem {
    return this.#problem;
  }

  /** Begins if that was not done; resolves when it is known whether there is a service, and its readers. */
  ready(): Promise<void> {
    this.#begun ??= new Promise((known) => {
      this.#known = known;
      void this.#begin();
    });
    return this.#begun;
  }

  async close(): Promise<void> {
    this.#closed = true;
    clearTimeout(this.#retry);
    this.#session = null;
    this.#known();
    await Promise.all([...this.#open].map((session) => this.#end(session)));
  }

  async #begin(): Promise<void> {
    try {
      this.#look(await loadPcsclite());
    } catch (error) {
      log.note(`the add-on for card readers (pcsclite) cannot be loaded: ${error instanceof Error ? error.message : String(error)}`);
      this.#known();
    }
  }

  #look(pcsclite: Pcsclite): void {
    if (this.#closed) return;
    try {
      const session: PcscSession = new PcscSession(pcsclite, {
        nextInsertion: () => ++this.#insertions,
        changed: () => this.#found(session),
        ended: (error) => { void this.#end(session); this.#without(pcsclite, 'reader.service', error); },
      });
      this.#open.add(session);
    } catch (error) {
      // A service whose rules (polkit) admit this person nowhere takes the connection and then cuts it.
      const refused = scardCode(error) === COMM_ERROR || scardMeaning(error) === 'reader.not-allowed';
      this.#without(pcsclite, refused ? 'reader.not-allowed' : 'reader.service', error);
    }
  }

  #found(session: PcscSession): void {
    if (!this.#open.has(session)) return;
    this.#session = session;
    this.#known();
    this.#changed();
  }

  #without(pcsclite: Pcsclite, problem: Problem, error: unknown): void {
    if (this.#closed) return;
    const news = this.#session !== null || this.#problem !== problem;
    this.#session = null;
    this.#problem = problem;
    this.#retry = setTimeout(() => this.#look(pcsclite), this.#retryAfter);
    if (news) log.note(`smart-card service: ${problem} (${error instanceof Error ? error.message : String(error)})`);
    this.#known();
    if (news) this.#changed();
  }

  async #end(session: PcscSession): Promise<void> {
    await session.close();
    this.#open.delete(session);
  }
}
