import { toVarcoError, VarcoError } from "../../shared/errors";
import { LIMITS } from "../../shared/limits";
import { toldPinTries } from "../../shared/told-tries";
import type { LoginCard } from "../card/login-card";
import type { PinState } from "../card/pin";
import { meaningOf } from "../card/status-word";
import type { CardDesk } from "../cards/desk";
import type { KnownCard } from "../cards/monitor";
import type { Person } from "../cards/person";
import { VerifiedCard } from "./verified-card";

export interface SigningCard {
  readonly reader: string;
  readonly card: KnownCard;
  readonly desk: CardDesk;
  /** Receives what the card tells about its PIN, each time that it tells something. */
  readonly pinLearnt?: (pin: PinState) => void;
}

/** The signatures of one login. Each needs the PIN, and is one operation, after which the card is reset. */
export class LoginSignatures {
  readonly #card: SigningCard;

  constructor(card: SigningCard) {
    this.#card = card;
  }

  /** Verifies the PIN (null: typed on the reader's keypad), then signs. Wipes the PIN. */
  async sign(block: Uint8Array, pin: Uint8Array | null, person: Person): Promise<Uint8Array> {
    try {
      return await this.#operate(person, async (cns) => {
        if (pin) {
          person.progress("sign");
          await cns.verifyPin(pin);
          this.#verified(person);
        } else {
          await this.#verifyByKeypad(cns, person);
          person.progress("sign");
        }
        return cns.rawRsa(block);
      });
    } finally {
      pin?.fill(0);
    }
  }

  /**
   * Has the PIN typed on the reader's keypad, and keeps the card for the signature. Null: other programs can use this
   * card meanwhile, so nobody was asked. They would inherit the PIN for as long as the server takes.
   */
  verifyFirst(person: Person): Promise<VerifiedCard | null> {
    let isAlone = true;
    return VerifiedCard.take(
      (work) => this.#operate(person, work, (exclusive) => (isAlone = exclusive)),
      async (cns) => {
        if (!isAlone) return false;
        await this.#verifyByKeypad(cns, person);
        return true;
      },
      { signal: person.signal, patience: LIMITS.verifiedCard },
    );
  }

  async #verifyByKeypad(cns: LoginCard, person: Person): Promise<void> {
    person.progress("keypad");
    await cns.verifyPinByKeypad();
    this.#verified(person);
  }

  #verified(person: Person): void {
    // All tries are left again. The card tells their number only after a reset.
    this.#card.pinLearnt?.({ triesLeft: null, blocked: false });
    // A reader that waits for a code cannot be stopped, so the person may have given up before typing it.
    if (person.signal.aborted) throw new VarcoError("operation.cancelled");
  }

  async #operate<T>(
    person: Person,
    work: (cns: LoginCard) => Promise<T>,
    claimed: (exclusive: boolean) => void = () => {},
  ): Promise<T> {
    const { desk, reader, card, pinLearnt } = this.#card;
    try {
      return await desk.operate(reader, work, {
        signal: person.signal,
        insertion: card.insertion,
        knownFamily: card.family.id,
        queued: () => person.progress("queue"),
        claimed,
      });
    } catch (thrown) {
      const told = toldPinTries(toVarcoError(thrown));
      if (told) pinLearnt?.(told);
      throw thrown;
    }
  }
}

/** Whether the card was reset between PIN and signature, so that it wants the PIN again. No try was spent. */
export function hasLostPin(thrown: unknown): boolean {
  const { code, details } = toVarcoError(thrown);
  const statusWord = Number.parseInt(String(details["statusWord"]), 16);
  return code === "card.busy" || (code === "card.answer" && meaningOf(statusWord) === "security-status");
}
