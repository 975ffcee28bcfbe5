import { toVarcoError, VarcoError, type ErrorCode } from "../../shared/errors";
import type { LoginStep } from "../../shared/messages";
import { toldPinTries } from "../../shared/told-tries";
import type { CnsCard } from "../card/cns-card";
import type { PinState } from "../card/pin";
import { log } from "../log";
import type { CardDesk } from "./desk";
import type { CardMonitor, KnownCard } from "./monitor";

/** Whoever wants something done with the card. */
export interface Person {
  /** Fires when the person gives up: what is not begun yet is not done. A command that the card has is waited for. */
  readonly signal: AbortSignal;
  progress(step: LoginStep): void;
}

/** What a card says of both of its codes. */
export interface CodeStates {
  readonly pin: PinState;
  readonly puk: PinState;
}

const UNKNOWN: CodeStates = { pin: { triesLeft: null, blocked: false }, puk: { triesLeft: null, blocked: false } };

/** Refusals by a card that is still there, which do not tell how its PIN is now (the last PUK try may take it along). */
const TELLS_NOTHING: ReadonlySet<ErrorCode> = new Set<ErrorCode>([
  "puk.wrong",
  "puk.blocked",
  "pin.refused",
  "card.answer",
  "card.signature",
]);

/**
 * Looks after the card in a reader, of which the certificate was read: one operation at a time, each of them once. Every method
 * throws what `CardMonitor.card` and `CardDesk.operate` throw.
 */
export class CardCare {
  readonly #monitor: CardMonitor;
  readonly #desk: CardDesk;

  constructor(monitor: CardMonitor, desk: CardDesk) {
    this.#monitor = monitor;
    this.#desk = desk;
  }

  /** What PIN and PUK are at, and what else the work reads; spends no try. */
  async inspect<T>(
    reader: string,
    person: Person,
    more: (card: CnsCard, known: KnownCard) => Promise<T>,
  ): Promise<CodeStates & { readonly more: T }> {
    const known = await this.#known(reader, person);
    const found = await this.#operate(reader, known, person, async (card) => ({
      ...(await codeStates(card)),
      more: await more(card, known),
    }));
    this.#monitor.learnPin(reader, known.insertion, found.pin);
    return found;
  }

  /**
   * Changes the PIN (`codes` null, here and below: typed on the reader's keypad), and returns what is left of tries then. Wipes the
   * codes. Throws what `CnsCard.changePin` throws.
   */
  changePin(
    reader: string,
    person: Person,
    codes: { readonly oldPin: Uint8Array; readonly newPin: Uint8Array } | null,
  ): Promise<CodeStates> {
    return this.#present(reader, person, codes && [codes.oldPin, codes.newPin], (card) =>
      codes ? card.changePin(codes.oldPin, codes.newPin) : card.changePinByKeypad(),
    );
  }

  /** Sets a new PIN with the PUK; the same. Throws what `CnsCard.unblockPin` throws. */
  unblockPin(
    reader: string,
    person: Person,
    codes: { readonly puk: Uint8Array; readonly newPin: Uint8Array } | null,
  ): Promise<CodeStates> {
    return this.#present(reader, person, codes && [codes.puk, codes.newPin], (card) =>
      codes ? card.unblockPin(codes.puk, codes.newPin) : card.unblockPinByKeypad(),
    );
  }

  /** Verifies the PIN and goes on with work that needs it. Wipes the PIN. Throws what `CnsCard.verifyPin` and the work throw. */
  withPin(
    reader: string,
    person: Person,
    pin: Uint8Array | null,
    work: (card: CnsCard, known: KnownCard) => Promise<void>,
  ): Promise<CodeStates> {
    return this.#present(reader, person, pin && [pin], async (card, known) => {
      await (pin ? card.verifyPin(pin) : card.verifyPinByKeypad());
      await work(card, known);
    });
  }

  /**
   * Work that presents codes (wiped after it; null: typed on the reader), once. What it throws is thrown on when it is known what it
   * did to the PIN.
   */
  async #present(
    reader: string,
    person: Person,
    codes: readonly Uint8Array[] | null,
    work: (card: CnsCard, known: KnownCard) => Promise<void>,
  ): Promise<CodeStates> {
    try {
      const known = await this.#known(reader, person);
      if (codes === null && !this.#monitor.hasKeypad(reader)) throw new VarcoError("keypad.failed");
      try {
        await this.#operate(reader, known, person, (card) => {
          if (codes === null) person.progress("keypad");
          return work(card, known);
        });
      } catch (thrown) {
        await this.#learn(reader, known, toVarcoError(thrown));
        throw thrown;
      }
      return await this.#afterwards(reader, known);
    } finally {
      for (const code of codes ?? []) code.fill(0);
    }
  }

  async #known(reader: string, person: Person): Promise<KnownCard> {
    person.progress("card");
    return this.#monitor.card(reader);
  }

  #operate<T>(
    reader: string,
    { insertion, family }: KnownCard,
    person: Person,
    work: (card: CnsCard) => Promise<T>,
  ): Promise<T> {
    let step: LoginStep = "card";
    const at = (next: LoginStep) => {
      if (next !== step) person.progress(next);
      step = next;
    };
    return this.#desk.operate(
      reader,
      (card) => {
        // From here on it is too late to give up.
        at("card");
        return work(card);
      },
      { signal: person.signal, insertion, knownFamily: family.id, queued: () => at("queue") },
    );
  }

  async #learn(reader: string, known: KnownCard, error: VarcoError): Promise<void> {
    const told = toldPinTries(error);
    if (told && told.triesLeft !== null) this.#monitor.learnPin(reader, known.insertion, told);
    else if (told || TELLS_NOTHING.has(error.code)) await this.#afterwards(reader, known);
  }

  /**
   * Asks again, of a card that was reset: one that has just been given a right PIN does not say. What was done is done: that it cannot
   * be asked any more is no failure.
   */
  async #afterwards(reader: string, known: KnownCard): Promise<CodeStates> {
    const states = await this.#desk
      .operate(reader, codeStates, { insertion: known.insertion, knownFamily: known.family.id })
      .catch((thrown: unknown) => {
        log.failure("tries left after the work", toVarcoError(thrown));
        return UNKNOWN;
      });
    this.#monitor.learnPin(reader, known.insertion, states.pin);
    return states;
  }
}

async function codeStates(card: CnsCard): Promise<CodeStates> {
  return { pin: await card.triesLeft(), puk: await card.pukTriesLeft() };
}
