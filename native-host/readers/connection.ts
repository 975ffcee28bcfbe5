import { setTimeout as delay } from "node:timers/promises";
import { VarcoError, type ErrorCode } from "../../shared/errors";
import type { Keypad } from "../card/transport";
import { log } from "../log";
import { SCARD, type PcscReader } from "./binding";
import type { KeypadCodes } from "./keypads";
import { pinModify, pinVerify } from "./pin-entry";
import type { CardConnection } from "./readers";
import { scardMeaning, wasNotTaken } from "./scard";
import { settledWithin } from "./within";

/** A card that has just been taken, as the connection needs it. */
export interface TakenCard {
  readonly reader: PcscReader;
  /** PC/SC number of the protocol. */
  readonly protocol: number;
  /** Whether other programs are kept from the card. */
  readonly exclusive: boolean;
  /** Milliseconds that the card has for one answer. */
  readonly patience: number;
  /** Milliseconds for an answer that waits for a person at the reader. */
  readonly keypadPatience: number;
  /** Whether the reader has not passed this card's extended APDUs on. */
  readonly shortOnly: boolean;
  /** Called when the reader turns out to be such a one: the card goes on after it has refused one. */
  foundShortOnly(): void;
  /** What became of the card after a failure that can mean several things: null if it is still there. */
  fate(): Promise<ErrorCode | null>;
  /** Called when the card has not answered in time. */
  unanswered(): void;
  /** Called once, when the reader is free for the next connection. `reusable`: its object can serve that one too. */
  released(reusable: boolean): void;
}

/** Milliseconds after which `close` stops waiting for a card that does not answer. */
export const CLOSE_WAIT = 500;

/**
 * A card held through PC/SC: exclusively, in a transaction, or only shared. The package pcsclite has no transactions,
 * so through it nothing keeps another program's commands from coming between ours while the card is held shared. That
 * program can select another file, or use the PIN that we verified, until we reset the card. If this process is killed
 * meanwhile, the service resets a card that was held exclusively or in a transaction, but not one that was only held
 * shared.
 */
export class PcscConnection implements CardConnection {
  readonly protocol: "T=0" | "T=1";
  readonly exclusive: boolean;
  readonly shortOnly: boolean;
  keypad?: Keypad;
  readonly #card: TakenCard;
  /** The command under way. */
  #underWay: Promise<unknown> = Promise.resolve();
  /** Why the card cannot be used any more. */
  #lost: VarcoError | null = null;
  /** Whether an extended APDU was refused, and nothing has come after it. */
  #refusedExtended = false;
  /** Whether a command of ours may have reached the card. */
  #touched = false;
  #closing: Promise<void> | null = null;

  constructor(card: TakenCard) {
    this.#card = card;
    this.exclusive = card.exclusive;
    this.shortOnly = card.shortOnly;
    this.protocol = card.protocol === SCARD.protocolT0 ? "T=0" : "T=1";
  }

  /**
   * One command at a time. Throws what the contract says, and `card.busy` when another program reset the card or keeps
   * it from answering.
   */
  async transmit(apdu: Uint8Array): Promise<Uint8Array> {
    const { reader, protocol, patience } = this.#card;
    const otherwise = isExtended(apdu) ? "reader.short-only" : "card.mute";
    try {
      const answer = await this.#answer(() => reader.transmit(apdu, protocol), patience, otherwise);
      if (this.#refusedExtended) this.#card.foundShortOnly();
      this.#refusedExtended = false;
      return answer;
    } catch (thrown) {
      this.#refusedExtended = thrown instanceof VarcoError && thrown.code === "reader.short-only";
      throw thrown;
    }
  }

  /**
   * The answer of the reader's driver to a control code that only asks. Empty when the driver does not know the code,
   * null when it cannot be asked.
   */
  async ask(code: number): Promise<Uint8Array | null> {
    const { reader, patience } = this.#card;
    const asked = reader.control(reader.controlCode(code), new Uint8Array());
    this.#underWay = Promise.allSettled([asked]);
    const answer = await settledWithin(patience, asked);
    if (answer === null) this.#noAnswer();
    if (answer?.status === "rejected" && scardMeaning(answer.reason) === "unclear") return new Uint8Array();
    return answer?.status === "fulfilled" ? answer.value : null;
  }

  /** Gives the connection the reader's keypad. */
  useKeypad({ verify, modify }: KeypadCodes): void {
    const type = (code: number, structure: Uint8Array) => {
      const { reader, keypadPatience } = this.#card;
      return this.#answer(() => reader.control(code, structure).catch(explained), keypadPatience, "card.mute");
    };
    this.keypad = {
      verify: (command) => type(verify, pinVerify(command)),
      modify: (command) => type(modify, pinModify(command)),
    };
  }

  close(): Promise<void> {
    this.#closing ??= Promise.race([this.#release(), delay(CLOSE_WAIT, undefined, { ref: false })]);
    return this.#closing;
  }

  /** `otherwise`: the meaning of an unclear error while the card is still there. */
  async #answer(send: () => Promise<Uint8Array>, patience: number, otherwise: ErrorCode): Promise<Uint8Array> {
    if (this.#closing) throw new VarcoError("internal", { reason: "a command after the card was let go" });
    if (this.#lost) throw this.#lost;
    const sent = send();
    this.#underWay = Promise.allSettled([sent]);
    const answer = await settledWithin(patience, sent);
    // Another program's transaction keeps our commands from the card.
    const kept = answer?.status === "rejected" && scardMeaning(answer.reason) === "card.busy";
    this.#touched ||= !kept;
    if (answer === null) throw this.#noAnswer();
    if (answer.status === "rejected") return this.#failed(answer.reason, otherwise);
    return answer.value.length >= 2
      ? answer.value
      : this.#failed(new Error(`an answer of ${answer.value.length} bytes`), otherwise);
  }

  /**
   * The answer may still come, or never. Either way this connection is over. Where other programs can use the card,
   * they cause the delay.
   */
  #noAnswer(): VarcoError {
    this.#lost = new VarcoError(this.exclusive ? "card.mute" : "card.busy");
    this.#card.unanswered();
    return this.#lost;
  }

  /**
   * Readers and drivers report a pulled card, a refused command and a silent card with the same codes. Only the state
   * tells them apart.
   */
  async #failed(error: unknown, otherwise: ErrorCode): Promise<never> {
    if (error instanceof VarcoError) throw error;
    const meaning = scardMeaning(error);
    const code = meaning === "unclear" ? await this.#card.fate() : meaning;
    if (code === null) throw new VarcoError(otherwise, {}, { cause: error });
    this.#lost = new VarcoError(code, {}, { cause: error });
    throw this.#lost;
  }

  /** Resets the card, unless no command of ours has reached it: then it may be in the middle of another's work. */
  async #release(): Promise<void> {
    await this.#underWay;
    try {
      await this.#card.reader.disconnect(this.#touched ? "reset" : "leave");
      this.#card.released(true);
    } catch (error) {
      this.#card.released(false);
      const code = scardMeaning(error);
      log.failure("reset of the card", new VarcoError(code === "unclear" ? "card.mute" : code, {}, { cause: error }));
    }
  }
}

/** The error of a control code. `keypad.failed`: the reader refused it and the card is untouched. */
function explained(error: unknown): never {
  throw wasNotTaken(error) ? new VarcoError("keypad.failed", {}, { cause: error }) : error;
}

/**
 * Whether a command APDU has extended length fields: Lc, or a lone Le, that begins with a zero byte (ISO/IEC 7816-4
 * §5.1).
 */
function isExtended(apdu: Uint8Array): boolean {
  return apdu.length > 5 && apdu[4] === 0;
}
