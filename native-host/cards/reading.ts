import { policyOf } from "../../shared/error-policy";
import { VarcoError, type ErrorCode } from "../../shared/errors";
import type { CardCertificate } from "../card/holder";
import type { FamilyView } from "../card/login-card";
import type { PinState } from "../card/pin";
import { log } from "../log";
import type { RsaPublicKey } from "../rsa/public-key";

/** What is read from a card at its insertion. */
export interface KnownCard {
  readonly insertion: number;
  readonly family: FamilyView;
  /** DER. */
  readonly der: Uint8Array;
  readonly certificate: CardCertificate;
  readonly key: RsaPublicKey;
  readonly pin: PinState;
}

/** Why one attempt to read a card failed. */
export interface FailedAttempt {
  readonly error: VarcoError;
  /** Whether other programs were kept from the card meanwhile. */
  readonly alone: boolean;
  /** Whether the card has answered to its reset: the slot of a SAM calls itself full and never does. */
  readonly awake: boolean;
}

export type ReadingState =
  | { readonly state: "reading" }
  /** `heard`: when the card last told its tries (`performance.now()`). */
  | { readonly state: "known"; readonly known: KnownCard; readonly heard: number }
  | { readonly state: "failed"; readonly error: VarcoError };

/** Waiting times in milliseconds; tests shorten them. */
export interface ReadingTimes {
  /** Before each further attempt, the last one again and again. */
  readonly pauses: readonly [number, ...number[]];
  /** Before a busy card is tried again. Nothing tells when the other program stops, so this never ends. */
  readonly busy: number;
  /** From the first failure for which better news may come. A probing by OpenSC takes half of that. */
  readonly hope: number;
  /** Of those for which one question for the card waits. */
  readonly patience: number;
}
const TIMES: ReadingTimes = { pauses: [200, 400, 800, 1600], busy: 500, hope: 30_000, patience: 10_000 };

/** How often in a row a shared card must refuse in the same way to be believed. */
const BELIEVED = 3;

/** Errors by which other programs, or a card that wakes up slowly, interrupt a reading. */
const INTERRUPTIONS: ReadonlySet<ErrorCode> = new Set<ErrorCode>([
  "card.busy",
  "card.mute",
  "card.none",
  "card.removed",
]);

interface Waiting {
  readonly resolve: (known: KnownCard) => void;
  readonly reject: (error: VarcoError) => void;
  patience: NodeJS.Timeout | undefined;
}

/** The reading of one card from its insertion on. What interrupts it is tried again, for a bounded time. */
export class CardReading {
  readonly #attempt: () => Promise<KnownCard | FailedAttempt>;
  readonly #changed: () => void;
  readonly #times: ReadingTimes;
  readonly #waiting = new Set<Waiting>();
  #state: ReadingState = { state: "reading" };
  #error: VarcoError | null = null;
  #hopeful = true;
  #stopped = false;
  #attempts = 0;
  #sameInARow = 0;
  #retry: NodeJS.Timeout | undefined;
  #endOfHope: NodeJS.Timeout | undefined;

  /** Begins to read. `attempt` never rejects. `changed` is called at every change of the state. */
  constructor(
    readonly insertion: number,
    attempt: () => Promise<KnownCard | FailedAttempt>,
    changed: () => void,
    times: Partial<ReadingTimes> = {},
  ) {
    this.#attempt = attempt;
    this.#changed = changed;
    this.#times = { ...TIMES, ...times };
    void this.#read();
  }

  get state(): ReadingState {
    return this.#state;
  }

  /** Whether the card is known, or may be known soon. */
  get promising(): boolean {
    return this.#state.state !== "failed" || this.#hopeful;
  }

  /**
   * The card, once it is read. After a failure that may pass, this tries again at once and waits a little. Throws the
   * reason why the card cannot be used, `card.removed` when it was pulled first.
   */
  async card(): Promise<KnownCard> {
    if (this.#state.state === "known") return this.#state.known;
    if (this.#error !== null && !this.#hopeful) throw this.#error;
    return new Promise((resolve, reject) => {
      const waiting: Waiting = { resolve, reject, patience: undefined };
      this.#waiting.add(waiting);
      if (this.#error === null) return;
      this.#limit(waiting);
      if (this.#retry !== undefined) void this.#read();
    });
  }

  /** Takes note of the tries left that the card told. */
  learn(pin: PinState): void {
    if (this.#state.state === "known")
      this.#state = { state: "known", known: { ...this.#state.known, pin }, heard: performance.now() };
  }

  /** The card is gone, or nobody wants to know any more. An attempt under way is neither told nor logged. */
  stop(): void {
    this.#stopped = true;
    clearTimeout(this.#retry);
    clearTimeout(this.#endOfHope);
    this.#answer(({ reject }) => reject(new VarcoError("card.removed")));
  }

  async #read(): Promise<void> {
    clearTimeout(this.#retry);
    this.#retry = undefined;
    const attempt = await this.#attempt();
    if (this.#stopped) return;
    if ("error" in attempt) this.#failed(attempt);
    else this.#know(attempt);
    this.#changed();
  }

  #know(known: KnownCard): void {
    clearTimeout(this.#endOfHope);
    this.#state = { state: "known", known, heard: performance.now() };
    this.#answer(({ resolve }) => resolve(known));
  }

  #failed(attempt: FailedAttempt): void {
    const { error, awake } = attempt;
    const same = this.#error?.code === error.code;
    if (!same) log.failure("reading the card", error);
    this.#sameInARow = same ? this.#sameInARow + 1 : 1;
    this.#error = error;
    const pause = this.#pauseAfter(attempt);
    this.#attempts += 1;
    if (pause === null || !awake) this.#hopeful = false;
    if (pause !== null) this.#retry = setTimeout(() => void this.#read(), pause).unref();
    // What the card said while another program used it may have been meant for that one.
    this.#state = this.#hopeful && !INTERRUPTIONS.has(error.code) ? { state: "reading" } : { state: "failed", error };
    if (!this.#hopeful) this.#answer(({ reject }) => reject(error));
    else this.#endOfHope ??= setTimeout(() => this.#despair(error), this.#times.hope).unref();
    for (const waiting of this.#waiting) this.#limit(waiting);
  }

  /** Milliseconds until the next attempt; null: the error stands. */
  #pauseAfter({ error, alone, awake }: FailedAttempt): number | null {
    const { pauses, busy } = this.#times;
    if (error.code === "card.busy") return busy;
    const next = pauses[this.#attempts];
    const bounded = this.#hopeful ? (next ?? pauses.at(-1) ?? null) : null;
    if (INTERRUPTIONS.has(error.code)) return awake ? bounded : (next ?? null);
    const believed = alone || policyOf(error.code).card === null || this.#sameInARow >= BELIEVED;
    return believed ? null : bounded;
  }

  /** Whoever asks from now on hears of the failure at once, though a busy card is tried on. */
  #despair(first: VarcoError): void {
    const error = this.#error ?? first;
    this.#hopeful = false;
    if (this.#state.state === "reading") this.#state = { state: "failed", error };
    this.#answer(({ reject }) => reject(error));
    this.#changed();
  }

  #limit(waiting: Waiting): void {
    waiting.patience ??= setTimeout(() => {
      this.#waiting.delete(waiting);
      waiting.reject(this.#error ?? new VarcoError("card.busy"));
    }, this.#times.patience);
  }

  #answer(tell: (waiting: Waiting) => void): void {
    for (const waiting of this.#waiting) {
      clearTimeout(waiting.patience);
      tell(waiting);
    }
    this.#waiting.clear();
  }
}
