import { toVarcoError, VarcoError } from "../../shared/errors";
import { toldPinTries } from "../../shared/told-tries";
import type { CnsCard } from "../card/cns-card";
import type { PinState } from "../card/pin";
import type { PinChanges } from "../cards/card-lock";
import type { CardDesk } from "../cards/desk";
import type { CardMonitor, KnownCard } from "../cards/monitor";
import { settledWithin } from "../readers/within";
import { noToken, operationFailed } from "./answers";
import { CKR } from "./constants";
import { CkError } from "./cryptoki";
import { KeptPin, type After } from "./kept-pin";
import { tokenObjects, type TokenObject } from "./objects";
import { pinFault } from "./pin-format";
import { readPublicKey, signatureMatches, type RsaPublicKey } from "../rsa/public-key";

/** What cards are used by. */
export interface CardUse {
  readonly monitor: CardMonitor;
  readonly desk: CardDesk;
  readonly timer: After;
}

/** What a token shows of its card. */
export interface Contents {
  readonly known: KnownCard;
  readonly key: RsaPublicKey;
  readonly objects: readonly TokenObject[];
}

/** Milliseconds for which what the card said of its PIN is taken to hold; other programs may spend tries, or give them back. */
const FRESH = 1_000;
/** Milliseconds that the card has to say it anew. */
const TRIES_PATIENCE = 1_000;

/** Tries left after the PIN was right: all of them, and the card does not say how many these are. */
const ALL_TRIES: PinState = { triesLeft: null, blocked: false };

/**
 * A card from its insertion to its removal, and the login with it. The PIN is verified at the login and again for every signature,
 * so that nobody holds the card in between; it is kept for that until the first refusal at the latest.
 */
export class InsertedCard {
  readonly #use: CardUse;
  #contents: Contents | null = null;
  #pin: KeptPin | null = null;
  #refusals = 0;
  #ended = false;

  constructor(
    readonly reader: string,
    readonly insertion: number,
    use: CardUse,
  ) {
    this.#use = use;
  }

  get loggedIn(): boolean {
    return this.#pin !== null && !this.#pin.isOver();
  }

  /** What was read of the card, once that is done. Throws CKR_TOKEN_NOT_PRESENT, CKR_TOKEN_NOT_RECOGNIZED. */
  async contents(): Promise<Contents> {
    if (this.#contents) return this.#contents;
    try {
      const known = await this.#known();
      const key = readPublicKey(known.der);
      return (this.#contents ??= { known, key, objects: tokenObjects(known, key) });
    } catch (thrown) {
      throw noToken(thrown);
    }
  }

  /** What the card says of its PIN, or said last if it does not answer soon. Throws as `contents`. */
  async pinState(): Promise<PinState> {
    try {
      await this.#known();
      await settledWithin(TRIES_PATIENCE, this.#use.monitor.askTriesAgain({ reader: this.reader, olderThan: FRESH }));
      return (await this.#known()).pin;
    } catch (thrown) {
      throw noToken(thrown);
    }
  }

  /**
   * Verifies the PIN, once, and keeps it. Throws CKR_USER_ALREADY_LOGGED_IN, CKR_PIN_INCORRECT (also for what is no PIN: that
   * costs no try, and programs ask again), CKR_PIN_LOCKED, and what comes of a failed operation.
   */
  async login(pin: Uint8Array): Promise<void> {
    if (this.loggedIn) throw new CkError(CKR.USER_ALREADY_LOGGED_IN);
    if (pinFault(pin) !== null) throw new CkError(CKR.PIN_INCORRECT);
    const refusals = this.#refusals;
    await this.#operate("login", async (card, pins) => {
      if (this.#pin) throw new CkError(CKR.USER_ALREADY_LOGGED_IN);
      // A PIN that was given before another one was refused may be the same.
      if (this.#refusals !== refusals) throw new CkError(CKR.PIN_INCORRECT);
      await this.#told(card.verifyPin(pin));
      this.#keep(pin, pins);
    });
  }

  /** Forgets the PIN. */
  logout(): void {
    this.#pin?.forget();
    this.#pin = null;
  }

  /** The card is no more, or nobody uses it any more: what is under way fails with CKR_DEVICE_REMOVED. */
  end(): void {
    this.#ended = true;
    this.logout();
  }

  /**
   * Changes the PIN; a login goes on with the new one. Throws CKR_PIN_LEN_RANGE or CKR_PIN_INVALID for the new PIN,
   * CKR_PIN_INCORRECT and CKR_PIN_LOCKED for the old one.
   */
  async changePin(oldPin: Uint8Array, newPin: Uint8Array): Promise<void> {
    const fault = pinFault(newPin);
    if (fault !== null) throw new CkError(fault);
    if (pinFault(oldPin) !== null) throw new CkError(CKR.PIN_INCORRECT);
    await this.#operate("change of the PIN", async (card, pins) => {
      await this.#told(card.changePin(oldPin, newPin));
      if (!this.#pin) return;
      this.logout();
      this.#keep(newPin, pins);
    });
  }

  /**
   * Raw RSA on a padded block, both as many bytes as the modulus. Throws CKR_USER_NOT_LOGGED_IN, also when the PIN that was kept is
   * no longer the right one, and CKR_DEVICE_ERROR for a signature that is not one of this key.
   */
  async sign(block: Uint8Array): Promise<Uint8Array> {
    const { key } = await this.contents();
    return this.#operate("signature", async (card, pins) => {
      await this.#verifyAgain(card, pins);
      const signature = await card.rawRsa(block);
      if (!signatureMatches(key, signature, block)) throw new CkError(CKR.DEVICE_ERROR);
      return signature;
    });
  }

  async #verifyAgain(card: CnsCard, { pinChanges }: PinChanges): Promise<void> {
    if (this.#pin?.pinChanges !== pinChanges) this.logout();
    const pin = this.#pin?.use();
    if (!pin) throw new CkError(CKR.USER_NOT_LOGGED_IN);
    try {
      await this.#told(card.verifyPin(pin));
    } catch (thrown) {
      const { code } = toVarcoError(thrown);
      throw code === "pin.wrong" || code === "pin.blocked"
        ? new CkError(CKR.USER_NOT_LOGGED_IN, { cause: thrown })
        : thrown;
    }
  }

  /** Takes note of what the card says of the PIN that it is given. One that it did not clearly take is never given it again. */
  async #told(answer: Promise<void>): Promise<void> {
    const { monitor } = this.#use;
    try {
      await answer;
      monitor.learnPin(this.reader, this.insertion, ALL_TRIES);
    } catch (thrown) {
      this.#refusals += 1;
      this.logout();
      const told = toldPinTries(toVarcoError(thrown));
      if (told) monitor.learnPin(this.reader, this.insertion, told);
      throw thrown;
    }
  }

  /** Nothing is kept for a card that was pulled, or a client that went away, meanwhile. */
  #keep(pin: Uint8Array, { pinChanges }: PinChanges): void {
    if (this.#ended) throw new CkError(CKR.DEVICE_REMOVED);
    this.#pin = new KeptPin(pin, pinChanges, this.#use.timer, () => this.logout());
  }

  async #operate<T>(step: string, work: (card: CnsCard, pins: PinChanges) => Promise<T>): Promise<T> {
    const { known } = await this.contents();
    try {
      return await this.#use.desk.operate(this.reader, work, {
        insertion: this.insertion,
        knownFamily: known.family.id,
      });
    } catch (thrown) {
      if (this.#ended) throw new CkError(CKR.DEVICE_REMOVED, { cause: thrown });
      throw operationFailed(step, thrown);
    }
  }

  async #known(): Promise<KnownCard> {
    const known = await this.#use.monitor.card(this.reader);
    if (known.insertion !== this.insertion) throw new VarcoError("card.removed");
    return known;
  }
}
