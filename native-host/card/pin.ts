import { policyOf, type CardAfter } from "../../shared/error-policy";
import { VarcoError, type ErrorCode } from "../../shared/errors";
import { LIMITS } from "../../shared/limits";
import { PUK_DIGITS } from "../../shared/pin-rules";
import type { CommandApdu, ResponseApdu } from "./apdu";
import { refused, type Exchange } from "./exchange";
import { meaningOf, triesLeftOf } from "./status-word";

/**
 * What a card says of its PIN or PUK. `triesLeft` null: it does not say (among others when the PIN is verified
 * already).
 */
export interface PinState {
  readonly triesLeft: number | null;
  readonly blocked: boolean;
}

/** The format of a code: that many ASCII digits, else this error and no card sees it. */
interface CodeFormat {
  readonly min: number;
  readonly max: number;
  readonly otherwise: ErrorCode;
}

const PIN: CodeFormat = { min: LIMITS.pinMin, max: LIMITS.pinMax, otherwise: "pin.format" };
const NEW_PIN: CodeFormat = { ...PIN, otherwise: "pin.new-format" };
const PUK: CodeFormat = { min: PUK_DIGITS, max: PUK_DIGITS, otherwise: "puk.format" };

/** A command that presents codes, each padded to eight bytes. The first code can be wrong. */
export interface CodeCommand {
  readonly step: string;
  readonly ins: number;
  readonly codes: readonly CodeFormat[];
  readonly wrong: ErrorCode;
  readonly blocked: ErrorCode;
  /** Whether the command changes the PIN. */
  readonly setsPin: boolean;
}

/** ISO/IEC 7816-4:2013 §11.5.6. */
export const VERIFY: CodeCommand = {
  step: "verify PIN",
  ins: 0x20,
  codes: [PIN],
  wrong: "pin.wrong",
  blocked: "pin.blocked",
  setsPin: false,
};
/** CHANGE REFERENCE DATA, P1 00: old and new in one command (§11.5.7). */
export const CHANGE: CodeCommand = {
  step: "change PIN",
  ins: 0x24,
  codes: [PIN, NEW_PIN],
  wrong: "pin.wrong",
  blocked: "pin.blocked",
  setsPin: true,
};
/** RESET RETRY COUNTER, P1 00: PUK and new PIN in one command; P2 names the PIN (§11.5.10). */
export const UNBLOCK: CodeCommand = {
  step: "unblock PIN",
  ins: 0x2c,
  codes: [PUK, NEW_PIN],
  wrong: "puk.wrong",
  blocked: "puk.blocked",
  setsPin: true,
};

const CODE_LENGTH = 8;
const PADDING = 0xff;
const DIGIT_0 = 0x30;
const DIGIT_9 = 0x39;

/**
 * Asks for the tries left of the PIN or PUK by a VERIFY without data, which spends none (ISO/IEC 7816-4:2013 §11.5.6).
 * A card whose answer is neither a counter nor "blocked" does not say.
 */
export async function askTriesLeft(send: Exchange, reference: number): Promise<PinState> {
  const { statusWord } = await send({ step: "tries left", cla: 0x00, ins: VERIFY.ins, p1: 0x00, p2: reference });
  const triesLeft = triesLeftOf(statusWord);
  if (meaningOf(statusWord) === "blocked" || triesLeft === 0) return { triesLeft: 0, blocked: true };
  return { triesLeft, blocked: false };
}

/**
 * The data of a command: its codes (ASCII digits), each padded to eight bytes, to be wiped by the caller. Throws the
 * error of the first one that cannot be a code of its kind (`pin.format`, `pin.new-format`, `puk.format`).
 */
export function codeData(command: CodeCommand, codes: readonly Uint8Array[]): Uint8Array {
  command.codes.forEach(({ min, max, otherwise }, index) => {
    const code = codes[index] ?? new Uint8Array();
    if (code.length < min || code.length > max || !code.every((digit) => digit >= DIGIT_0 && digit <= DIGIT_9))
      throw new VarcoError(otherwise);
  });
  const data = blankData(command);
  codes.forEach((digits, index) => data.set(digits, index * CODE_LENGTH));
  return data;
}

/** The data of a command without its codes: what a keypad fills in. */
export function blankData(command: CodeCommand): Uint8Array {
  return new Uint8Array(command.codes.length * CODE_LENGTH).fill(PADDING);
}

/**
 * Sends a command with its codes, once. Throws `wrong` of the command with `triesLeft`, its `blocked`, `card.answer`;
 * where it sets the PIN also `pin.refused` (the card does not take the new one) and `pin.unknown` (it was lost before
 * it answered).
 */
export async function present(
  send: Exchange,
  command: CodeCommand,
  reference: number,
  data: Uint8Array,
): Promise<void> {
  const apdu: CommandApdu = {
    step: command.step,
    cla: 0x00,
    ins: command.ins,
    p1: 0x00,
    p2: reference,
    data,
    secret: true,
  };
  judge(
    command,
    apdu,
    await send(apdu).catch((thrown: unknown) => {
      throw unanswered(command, thrown);
    }),
  );
}

/** States of a card that gave no answer: nobody knows what it did with the command. */
const NO_ANSWER: readonly (CardAfter | null)[] = ["gone", "silent", "withheld"];

function unanswered({ setsPin }: CodeCommand, thrown: unknown): unknown {
  return setsPin && thrown instanceof VarcoError && NO_ANSWER.includes(policyOf(thrown.code).card)
    ? new VarcoError("pin.unknown", {}, { cause: thrown })
    : thrown;
}

function judge({ wrong, blocked, setsPin }: CodeCommand, apdu: CommandApdu, response: ResponseApdu): void {
  const meaning = meaningOf(response.statusWord);
  if (meaning === "ok") return;
  const triesLeft = triesLeftOf(response.statusWord);
  if (meaning === "blocked" || triesLeft === 0) throw new VarcoError(blocked);
  if (meaning === "tries-left" || meaning === "wrong-reference-data") throw new VarcoError(wrong, { triesLeft });
  if (setsPin && (meaning === "wrong-data" || meaning === "conditions-of-use")) throw new VarcoError("pin.refused");
  throw refused(apdu, response);
}
