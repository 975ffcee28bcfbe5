import type { ErrorCode } from "./errors";
import { LIMITS } from "./limits";

/** Digits of a PUK (CNS functional specification: both codes are padded to eight bytes, a PUK fills them). */
export const PUK_DIGITS = 8;

/** The digits in their order, up and down, and on from 9 to 0: a PIN that lies in one of them is guessed first. */
const ROWS = ["01234567890123456", "98765432109876543"];

/** Whether a card can be asked for this PIN. Nothing but ASCII digits counts: no spaces, no digits of other scripts. */
export function isPin(text: string): boolean {
  return isDigits(text) && text.length >= LIMITS.pinMin && text.length <= LIMITS.pinMax;
}

/** Whether a card can be asked for this PUK. */
export function isPuk(text: string): boolean {
  return isDigits(text) && text.length === PUK_DIGITS;
}

/**
 * Why a new PIN is not to be sent to a card, null if it is. `oldPin` null: it is not known, as where the PUK takes its place.
 * To be asked before anything is sent: none of this spends a try.
 */
export function newPinProblem(
  newPin: string,
  oldPin: string | null,
): Extract<ErrorCode, "pin.new-format" | "pin.same" | "pin.trivial"> | null {
  if (!isPin(newPin)) return "pin.new-format";
  if (newPin === oldPin) return "pin.same";
  return isTrivial(newPin) ? "pin.trivial" : null;
}

function isTrivial(pin: string): boolean {
  return new Set(pin).size === 1 || ROWS.some((row) => row.includes(pin));
}

function isDigits(text: string): boolean {
  return /^[0-9]+$/.test(text);
}
