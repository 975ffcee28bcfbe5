import { setTimeout as delay } from "node:timers/promises";
import { VarcoError, type ErrorCode } from "../../shared/errors";
import { LIMITS } from "../../shared/limits";
import type { BindingName } from "./binding";
import { claim } from "./claim";
import { CLOSE_WAIT, PcscConnection } from "./connection";
import { GET_FEATURES } from "./keypads";
import { loadBinding } from "./load-binding";
import type { CardConnection, ReaderState, Readers, ReadersState } from "./readers";
import { scardMeaning, wasCut } from "./scard";
import { PcscService, type Threads } from "./service";
import type { PcscSession } from "./session";

/** Waiting times in milliseconds; tests shorten them. */
export interface PcscPatience {
  /** Between two attempts to reach a service that does not run. */
  readonly service: number;
  /** For one answer of the card. */
  readonly command: number;
  /** For the person who types on the reader. Longer than any driver waits. */
  readonly keypad: number;
  /** For a card that other programs use. */
  readonly busy: number;
  /**
   * For news of a card that failed. The service checks only every 400 ms whether a card is still there, and later on a
   * busy computer.
   */
  readonly news: number;
}
const PATIENCE: PcscPatience = {
  service: 1000,
  command: LIMITS.cardCommand,
  keypad: LIMITS.keypad,
  busy: 4000,
  news: 1500,
};

/** What the person who composes a program chooses. */
export interface PcscChoices {
  /**
   * What `close` does with the threads of the binding. To end one of its threads, pcsclite blocks the JavaScript thread
   * until that thread has noticed, which is for ever where it was just about to wait, as on a busy computer. So a
   * program leaves its threads to `process.exit`. Only a process that goes on ends them, which is the default.
   */
  readonly threads?: Threads;
  /** For tests: this binding, and no other. */
  readonly binding?: BindingName | undefined;
}

/**
 * The readers of the system's smart-card service. Starts with the first call of `ready`, `watch` or `connect`, because
 * loading the binding costs time. Tries once a second to reach a service that does not run, or has stopped.
 */
export class PcscReaders implements Readers {
  readonly #patience: PcscPatience;
  readonly #service: PcscService;
  readonly #watchers = new Set<(state: ReadersState) => void>();
  readonly #connections = new Set<CardConnection>();
  readonly #threads: Threads;
  #held = 0;
  #allFree = () => {};
  #closing: Promise<void> | null = null;

  constructor(patience: Partial<PcscPatience> = {}, { threads = "ended", binding }: PcscChoices = {}) {
    this.#threads = threads;
    this.#patience = { ...PATIENCE, ...patience };
    this.#service = new PcscService(
      () => loadBinding(binding),
      this.#patience.service,
      () => this.#announce(),
    );
  }

  /**
   * After `close`: whether a card or the service still owes an answer. Until it comes, the process lives on, and even
   * `process.exit` waits for it; only SIGKILL ends the process at once (the service then resets a card that was held
   * exclusively or in a transaction).
   */
  get stuck(): boolean {
    return this.#held > 0 || this.#service.stuck;
  }

  state(): ReadersState {
    const { session, problem } = this.#service;
    return session ? { service: true, readers: session.readers() } : { service: false, readers: [], problem };
  }

  ready(): Promise<void> {
    return this.#service.ready();
  }

  watch(changed: (state: ReadersState) => void): () => void {
    this.#watchers.add(changed);
    void this.ready();
    return () => this.#watchers.delete(changed);
  }

  async connect(name: string): Promise<CardConnection> {
    await this.ready();
    const { session, card } = this.#find(name);
    const reader = await session.operators.take(name, this.#patience.busy);
    this.#held++;
    const giveBack = (reusable: boolean) => {
      this.#held--;
      if (this.#held === 0) this.#allFree();
      session.operators.giveBack(name, reader, reusable);
    };
    const fateNow = () => this.#fate(session, name, card.insertion);
    const fate = () => this.#untilNews(() => fateNow() !== null).then(fateNow);
    try {
      const taken = await claim(reader, this.#patience.busy, giveBack);
      const connection = new PcscConnection({
        reader,
        ...taken,
        patience: this.#patience.command,
        keypadPatience: this.#patience.keypad,
        shortOnly: session.shortOnly.get(name) === card.insertion,
        foundShortOnly: () => session.shortOnly.set(name, card.insertion),
        fate,
        unanswered: () => session.operators.unanswered(name),
        released: (reusable) => {
          this.#connections.delete(connection);
          giveBack(reusable);
        },
      });
      this.#connections.add(connection);
      const keypad = await session.keypads.of(name, () => connection.ask(GET_FEATURES));
      if (keypad) connection.useKeypad(keypad);
      // A card that was mute has answered to its power just now: the service tells its ATR a moment later.
      const isKnown = () => (this.#cardOf(session, name)?.atr.length ?? 0) > 0;
      if (!isKnown()) await this.#untilNews(() => isKnown() || fateNow() !== null);
      if (!this.#closing && isKnown()) return connection;
      await connection.close();
      throw new VarcoError(this.#closing ? "reader.service" : (fateNow() ?? "card.mute"));
    } catch (error) {
      if (error instanceof VarcoError) throw error;
      throw new VarcoError(await refusal(error, fate), {}, { cause: error });
    }
  }

  close(): Promise<void> {
    this.#closing ??= this.#close();
    return this.#closing;
  }

  async #close(): Promise<void> {
    this.#watchers.clear();
    const free = Promise.all([this.#untilAllFree(), ...[...this.#connections].map((connection) => connection.close())]);
    await Promise.race([free, delay(CLOSE_WAIT, undefined, { ref: false })]);
    // A card that is still held has had its time.
    await this.#service.close(this.#threads, this.#held === 0);
  }

  /** A card that is just being taken is given back as soon as it is ours. */
  #untilAllFree(): Promise<void> {
    return new Promise((resolve) => {
      this.#allFree = resolve;
      if (this.#held === 0) resolve();
    });
  }

  #find(name: string): { session: PcscSession; card: NonNullable<ReaderState["card"]> } {
    const { session, problem } = this.#service;
    if (!session) throw new VarcoError(problem);
    const readers = session.readers();
    if (readers.length === 0) throw new VarcoError("reader.none");
    const reader = readers.find((each) => each.name === name);
    if (!reader) throw new VarcoError("reader.gone");
    if (!reader.card) throw new VarcoError("card.none");
    return { session, card: reader.card };
  }

  /** What became of a card of ours: null if it is still in its reader. */
  #fate(session: PcscSession, name: string, insertion: number): ErrorCode | null {
    if (this.#service.session !== session) return this.#service.problem;
    if (!session.readers().some((each) => each.name === name)) return "reader.gone";
    return this.#cardOf(session, name)?.insertion === insertion ? null : "card.removed";
  }

  #cardOf(session: PcscSession, name: string): ReaderState["card"] {
    return session.readers().find((each) => each.name === name)?.card ?? null;
  }

  /** Looks again at every change, until that is the news or the time for news is over. */
  #untilNews(isNews: () => boolean): Promise<void> {
    return new Promise((resolve) => {
      const look = () => {
        if (isNews()) done();
      };
      const timer = setTimeout(() => done(), this.#patience.news);
      const done = () => {
        clearTimeout(timer);
        this.#watchers.delete(look);
        resolve();
      };
      this.#watchers.add(look);
      look();
    });
  }

  #announce(): void {
    const state = this.state();
    for (const watcher of [...this.#watchers]) watcher(state);
  }
}

/** Why a card could not be taken. */
async function refusal(error: unknown, fate: () => Promise<ErrorCode | null>): Promise<ErrorCode> {
  const meaning = scardMeaning(error);
  const code = meaning === "unclear" ? await fate() : meaning;
  if (code === "card.removed") return "card.none";
  if (code !== null) return code;
  // The service still runs but cut this connection: it does not admit this person to the card.
  return wasCut(error) ? "reader.not-allowed" : "card.mute";
}
