import { EventEmitter } from "node:events";
import type { CardTransport } from "../../native-host/card/transport";
import { VarcoError } from "../../shared/errors";
import type { CardFamilyName } from "./family";
import { FaultPlan, type FaultEffect } from "./faults";
import { personalise, type Personalisation } from "./personalisation";
import { newSession, type CardState } from "./state";
import { encodeAnswer } from "./status-word";
import { count, traced, type Counters, type Exchange } from "./trace";
import { Transmission } from "./transmission";

export interface VirtualCardOptions extends Personalisation {
  /** Default T=1. */
  readonly protocol?: "T=0" | "T=1";
  /** Awaited before every answer: makes the card slow, or holds it until a test lets it go on. */
  readonly pace?: (exchange: Exchange) => Promise<void>;
}

/** Told when the card leaves or enters its reader. */
interface CardEvents {
  removed: [];
  inserted: [];
}

/**
 * A CNS that exists only in memory, and behaves as its family does on the wire. It is its own in-process transport; the
 * doors in `doors/` bring it to pcscd and to the virtual reader. It begins inserted and powered.
 */
export class VirtualCard extends EventEmitter<CardEvents> implements CardTransport {
  readonly protocol: "T=0" | "T=1";
  readonly family: CardFamilyName;
  readonly atr: Uint8Array;
  readonly faults = new FaultPlan();
  /** May be changed at any time, see `VirtualCardOptions.pace`. */
  pace: ((exchange: Exchange) => Promise<void>) | null;

  readonly #state: CardState;
  readonly #transmission: Transmission;
  #trace: Exchange[] = [];
  #resets = 0;
  #inserted = true;
  #insertion = 1;
  #last: Promise<unknown> = Promise.resolve();

  /** Throws `RangeError` for a PIN, PUK, serial number, key or protocol that no card of the family has. */
  constructor(options: VirtualCardOptions) {
    super();
    const contents = personalise(options);
    this.family = options.family ?? "standard";
    this.protocol = options.protocol ?? "T=1";
    const atr = contents.family.atr[this.protocol];
    if (atr === undefined) throw new RangeError(`${this.family} does not speak ${this.protocol}`);
    this.atr = atr;
    this.pace = options.pace ?? null;
    this.#state = { ...contents, session: newSession(contents.root) };
    this.#transmission = new Transmission(this.protocol);
  }

  get inserted(): boolean {
    return this.#inserted;
  }

  /** Every APDU since the beginning or the last `clearTrace`. */
  get trace(): readonly Exchange[] {
    return this.#trace;
  }

  get counters(): Counters {
    return { ...count(this.#trace), resets: this.#resets };
  }

  /** Tries left of the login PIN; null on a family whose PIN is not known. */
  get pinTriesLeft(): number | null {
    return this.#state.secrets.get(this.#state.family.pinReference)?.triesLeft ?? null;
  }

  /** Tries left of the PUK. */
  get pukTriesLeft(): number | null {
    return this.#state.secrets.get(this.#state.family.pukReference)?.triesLeft ?? null;
  }

  /** Whether the login PIN counts as verified now. */
  get pinVerified(): boolean {
    return this.#state.session.verified.has(this.#state.family.pinReference);
  }

  /** Forgets what was counted and traced. */
  clearTrace(): void {
    this.#trace = [];
    this.#resets = 0;
  }

  /** Resets the card or cuts its power: nothing selected, nothing verified, no security environment. */
  reset(): void {
    this.#resets += 1;
    this.#forget();
  }

  /** Puts the card in: it is powered up afresh. */
  insert(): void {
    if (this.#inserted) return;
    this.#inserted = true;
    this.#insertion += 1;
    this.#forget();
    this.emit("inserted");
  }

  /** Pulls the card out: an answer under way is lost, a counter that was spent stays spent. */
  remove(): void {
    if (!this.#inserted) return;
    this.#inserted = false;
    this.emit("removed");
  }

  /** As `exchange`; throws `card.mute` too, where the answer has no status word. */
  async transmit(apdu: Uint8Array): Promise<Uint8Array> {
    const answer = await this.exchange(apdu);
    if (answer.length < 2) throw new VarcoError("card.mute");
    return answer;
  }

  /** One APDU and the bytes that come back, however few. One at a time; further ones wait. Throws `card.removed`. */
  async exchange(apdu: Uint8Array): Promise<Uint8Array> {
    const bytes = Uint8Array.from(apdu);
    const turn = this.#last.then(() => this.#exchange(bytes));
    this.#last = turn.catch(() => null);
    return turn;
  }

  async #exchange(apdu: Uint8Array): Promise<Uint8Array> {
    if (!this.#inserted) throw new VarcoError("card.removed");
    const insertion = this.#insertion;
    const effect = this.faults.next();
    const answer = this.#answer(apdu, effect);
    const exchange = traced(apdu, answer);
    this.#trace.push(exchange);
    if (effect?.kind === "removed") this.remove();
    else await this.#paced(exchange);
    if (!this.inserted || this.#insertion !== insertion || answer === null) throw new VarcoError("card.removed");
    return answer;
  }

  #answer(apdu: Uint8Array, effect: FaultEffect | null): Uint8Array | null {
    if (effect?.kind === "answer") return Uint8Array.from(effect.bytes);
    if (effect?.kind === "status-word") return Uint8Array.of(effect.statusWord >> 8, effect.statusWord & 0xff);
    if (effect?.kind === "removed" && effect.when === "before") return null;
    const answer = encodeAnswer(this.#transmission.handle(this.#state, apdu));
    return effect?.kind === "removed" ? null : answer;
  }

  /** Waits for the pace of the card, or for its removal if that comes first. */
  async #paced(exchange: Exchange): Promise<void> {
    if (this.pace === null) return;
    const waiting = new AbortController();
    const removed = new Promise<void>((resolve) => {
      this.once("removed", resolve);
      waiting.signal.addEventListener("abort", () => this.off("removed", resolve));
    });
    await Promise.race([this.pace(exchange), removed]).finally(() => waiting.abort());
  }

  #forget(): void {
    this.#state.session = newSession(this.#state.root);
    this.#transmission.reset();
  }
}
