import { policyOf } from "../../shared/error-policy";
import { toVarcoError, VarcoError } from "../../shared/errors";
import { toldPinTries } from "../../shared/told-tries";
import type { LoginCard } from "../card/login-card";
import type { PinState } from "../card/pin";
import type { PinChanges } from "../cards/card-lock";
import type { CardDesk } from "../cards/desk";
import type { CardMonitor, KnownCard } from "../cards/monitor";
import { settledWithin } from "../readers/within";
import { signatureMatches } from "../rsa/public-key";
import { CKR } from "./constants";
import { CkError } from "./cryptoki";
import { KeptPin, type StartTimer } from "./kept-pin";
import { tokenObjects, type TokenObject } from "./objects";
import { pinFault } from "./pin-format";
import { operationError, tokenError } from "./return-values";

/** The services through which a card in a slot is read and operated. */
export interface CardServices {
  readonly monitor: CardMonitor;
  readonly desk: CardDesk;
  readonly startTimer: StartTimer;
}

/** The contents of a card, as its token shows them. */
export interface TokenContents {
  readonly known: KnownCard;
  readonly objects: readonly TokenObject[];
}

/**
 * Milliseconds for which the tries that the card told count as current. Other programs may spend tries, or restore
 * them.
 */
const TRIES_FRESH = 1_000;
/** Milliseconds that the card has to tell the tries again. */
const TRIES_PATIENCE = 1_000;

/** The state of the PIN after it was right: all tries are left, and the card does not say how many these are. */
const ALL_TRIES: PinState = { triesLeft: null, blocked: false };

/**
 * A card in a slot from its insertion to its removal, and the login with it. The card is released between operations,
 * so each signature verifies the PIN anew. The PIN is kept for that, at the latest until the card first refuses it.
 */
export class SlotCard {
  readonly #services: CardServices;
  #contents: TokenContents | null = null;
  #pin: KeptPin | null = null;
  #refusals = 0;
  #ended = false;

  constructor(
    readonly reader: string,
    readonly insertion: number,
    services: CardServices,
  ) {
    this.#services = services;
  }

  get loggedIn(): boolean {
    return this.#pin !== null && !this.#pin.isOver();
  }

  /** The contents, once the card is read. Throws CKR_TOKEN_NOT_PRESENT, CKR_TOKEN_NOT_RECOGNIZED. */
  async contents(): Promise<TokenContents> {
    if (this.#contents) return this.#contents;
    try {
      const known = await this.#known();
      return (this.#contents ??= { known, objects: tokenObjects(known) });
    } catch (thrown) {
      throw tokenError(thrown);
    }
  }

  /** The tries that the card tells now; those that it told last when it does not answer soon. Throws as `contents`. */
  async pinState(): Promise<PinState> {
    try {
      await this.#known();
      const asked = this.#services.monitor.askTriesAgain({ reader: this.reader, olderThan: TRIES_FRESH });
      await settledWithin(TRIES_PATIENCE, asked);
      return (await this.#known()).pin;
    } catch (thrown) {
      throw tokenError(thrown);
    }
  }

  /**
   * Verifies the PIN once and keeps it. A text that cannot be a PIN costs no try and is CKR_PIN_INCORRECT, because
   * programs then ask again. Throws CKR_USER_ALREADY_LOGGED_IN, CKR_PIN_INCORRECT, CKR_PIN_LOCKED, and as
   * `operationError`.
   */
  async login(pin: Uint8Array): Promise<void> {
    if (this.loggedIn) throw new CkError(CKR.USER_ALREADY_LOGGED_IN);
    if (pinFault(pin) !== null) throw new CkError(CKR.PIN_INCORRECT);
    const refusals = this.#refusals;
    await this.#operate("login", async (card, pins) => {
      if (this.#pin) throw new CkError(CKR.USER_ALREADY_LOGGED_IN);
      // While this login waited, the card refused a PIN: it may be the same one.
      if (this.#refusals !== refusals) throw new CkError(CKR.PIN_INCORRECT);
      await this.#noteResult(card.verifyPin(pin));
      this.#keep(pin, pins);
    });
  }

  /** Forgets the PIN. */
  logout(): void {
    this.#pin?.forget();
    this.#pin = null;
  }

  /** The card was removed, or its client went away. Operations under way fail with CKR_DEVICE_REMOVED. */
  end(): void {
    this.#ended = true;
    this.logout();
  }

  /**
   * Changes the PIN; a login goes on with the new one. Throws CKR_PIN_LEN_RANGE or CKR_PIN_INVALID for the new PIN,
   * CKR_PIN_INCORRECT or CKR_PIN_LOCKED for the old one, and as `operationError`.
   */
  async changePin(oldPin: Uint8Array, newPin: Uint8Array): Promise<void> {
    const fault = pinFault(newPin);
    if (fault !== null) throw new CkError(fault);
    if (pinFault(oldPin) !== null) throw new CkError(CKR.PIN_INCORRECT);
    await this.#operate("change of the PIN", async (card, pins) => {
      await this.#noteResult(card.changePin(oldPin, newPin));
      if (!this.#pin) return;
      this.logout();
      this.#keep(newPin, pins);
    });
  }

  /**
   * Raw RSA on a padded block; block and signature are as long as the modulus. Throws CKR_USER_NOT_LOGGED_IN, also when
   * the card no longer takes the kept PIN, CKR_DEVICE_ERROR when the signature is not one of this key, and as
   * `operationError`.
   */
  async sign(block: Uint8Array): Promise<Uint8Array> {
    const { key } = (await this.contents()).known;
    return this.#operate("signature", async (card, pins) => {
      await this.#verifyKeptPin(card, pins);
      const signature = await card.rawRsa(block);
      if (!signatureMatches(key, signature, block)) throw new CkError(CKR.DEVICE_ERROR);
      return signature;
    });
  }

  async #verifyKeptPin(card: LoginCard, { pinChanges }: PinChanges): Promise<void> {
    if (this.#pin?.pinChanges !== pinChanges) this.logout();
    const pin = this.#pin?.use();
    if (!pin) throw new CkError(CKR.USER_NOT_LOGGED_IN);
    try {
      await this.#noteResult(card.verifyPin(pin));
    } catch (thrown) {
      const aboutPin = policyOf(toVarcoError(thrown).code).tries?.of === "pin";
      throw aboutPin ? new CkError(CKR.USER_NOT_LOGGED_IN, { cause: thrown }) : thrown;
    }
  }

  /** Notes whether the card took a PIN. The card is never given again a PIN that it did not clearly take. */
  async #noteResult(attempt: Promise<void>): Promise<void> {
    try {
      await attempt;
      this.#learnPin(ALL_TRIES);
    } catch (thrown) {
      this.#refusals += 1;
      this.logout();
      const tries = toldPinTries(toVarcoError(thrown));
      if (tries) this.#learnPin(tries);
      throw thrown;
    }
  }

  #learnPin(state: PinState): void {
    this.#services.monitor.learnPin(this.reader, this.insertion, state);
  }

  /** Keeps the PIN, unless the card was removed or the client went away meanwhile. */
  #keep(pin: Uint8Array, { pinChanges }: PinChanges): void {
    if (this.#ended) throw new CkError(CKR.DEVICE_REMOVED);
    this.#pin = new KeptPin(pin, pinChanges, this.#services.startTimer, () => this.logout());
  }

  async #operate<T>(step: string, operation: (card: LoginCard, pins: PinChanges) => Promise<T>): Promise<T> {
    const { known } = await this.contents();
    try {
      return await this.#services.desk.operate(this.reader, operation, {
        insertion: this.insertion,
        knownFamily: known.family.id,
      });
    } catch (thrown) {
      if (this.#ended) throw new CkError(CKR.DEVICE_REMOVED, { cause: thrown });
      throw operationError(step, thrown);
    }
  }

  async #known(): Promise<KnownCard> {
    const known = await this.#services.monitor.card(this.reader);
    if (known.insertion !== this.insertion) throw new VarcoError("card.removed");
    return known;
  }
}
