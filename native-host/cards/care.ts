import { policyOf } from "../../shared/error-policy";
import { toVarcoError, VarcoError } from "../../shared/errors";
import { pinRulesOf, type PinRules } from "../../shared/pin-rules";
import type { LoginStep } from "../../shared/messages";
import { toldPinTries } from "../../shared/told-tries";
import type { LoginCard } from "../card/login-card";
import type { PinState } from "../card/pin";
import { log } from "../log";
import type { CardDesk } from "./desk";
import type { CardMonitor, KnownCard } from "./monitor";
import type { Person } from "./person";

/** What a card tells about both of its codes. */
export interface CodeStates {
  readonly pin: PinState;
  readonly puk: PinState;
}

const UNKNOWN: CodeStates = { pin: { triesLeft: null, blocked: false }, puk: { triesLeft: null, blocked: false } };

/**
 * Looks after cards whose certificate the monitor has read: one operation at a time in each reader, each of them once.
 * Every method throws what `CardMonitor.card` and `CardDesk.operate` throw.
 */
export class CardCare {
  readonly #monitor: CardMonitor;
  readonly #desk: CardDesk;

  constructor(monitor: CardMonitor, desk: CardDesk) {
    this.#monitor = monitor;
    this.#desk = desk;
  }

  /** What the PIN of the card in the reader may be. */
  async pinRules(reader: string): Promise<PinRules> {
    return pinRulesOf((await this.#monitor.card(reader)).family);
  }

  /** Reads the tries left of PIN and PUK, and whatever `more` reads. Spends no try. */
  async inspect<T>(
    reader: string,
    person: Person,
    more: (card: LoginCard, known: KnownCard) => Promise<T>,
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
   * Changes the PIN and returns the tries left then. `codes` null, here and below: the person types them on the
   * reader's keypad. Wipes the codes. Throws what `CnsCard.changePin` throws.
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

  /**
   * Sets a new PIN with the PUK and returns the tries left then. Wipes the codes. Throws what `CnsCard.unblockPin`
   * throws.
   */
  unblockPin(
    reader: string,
    person: Person,
    codes: { readonly puk: Uint8Array; readonly newPin: Uint8Array } | null,
  ): Promise<CodeStates> {
    return this.#present(reader, person, codes && [codes.puk, codes.newPin], (card) =>
      codes ? card.unblockPin(codes.puk, codes.newPin) : card.unblockPinByKeypad(),
    );
  }

  /**
   * Verifies the PIN, then does work that needs it. Wipes the PIN. Throws what `CnsCard.verifyPin` and the work throw.
   */
  withPin(
    reader: string,
    person: Person,
    pin: Uint8Array | null,
    work: (card: LoginCard, known: KnownCard) => Promise<void>,
  ): Promise<CodeStates> {
    return this.#present(reader, person, pin && [pin], async (card, known) => {
      await (pin ? card.verifyPin(pin) : card.verifyPinByKeypad());
      await work(card, known);
    });
  }

  /**
   * Does work that presents codes, once, and wipes them. When the work fails, it first learns how the PIN stands, then
   * throws on.
   */
  async #present(
    reader: string,
    person: Person,
    codes: readonly Uint8Array[] | null,
    work: (card: LoginCard, known: KnownCard) => Promise<void>,
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
    work: (card: LoginCard) => Promise<T>,
  ): Promise<T> {
    let step: LoginStep = "card";
    const at = (next: LoginStep) => {
      if (next !== step) person.progress(next);
      step = next;
    };
    return this.#desk.operate(
      reader,
      (card) => {
        // From here on a cancellation comes too late.
        at("card");
        return work(card);
      },
      { signal: person.signal, insertion, knownFamily: family.id, queued: () => at("queue") },
    );
  }

  async #learn(reader: string, known: KnownCard, error: VarcoError): Promise<void> {
    const told = toldPinTries(error);
    if (told && told.triesLeft !== null) this.#monitor.learnPin(reader, known.insertion, told);
    else if (policyOf(error.code).card === "refuses") await this.#afterwards(reader, known);
  }

  /**
   * Asks for the tries left once more, after the reset: a card that has just verified a PIN does not tell them. The
   * work itself is done, so a card that cannot be asked any more is no failure.
   */
  async #afterwards(reader: string, known: KnownCard): Promise<CodeStates> {
    const states = await this.#desk
      .operate(reader, codeStates, { insertion: known.insertion, knownFamily: known.family.id })
      .catch((thrown: unknown) => {
        log.failure("asking for the tries left afterwards", toVarcoError(thrown));
        return UNKNOWN;
      });
    this.#monitor.learnPin(reader, known.insertion, states.pin);
    return states;
  }
}

async function codeStates(card: LoginCard): Promise<CodeStates> {
  return { pin: await card.triesLeft(), puk: await card.pukTriesLeft() };
}
