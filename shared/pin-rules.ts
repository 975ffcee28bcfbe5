import type { ErrorCode } from "./errors";
import { LIMITS } from "./limits";

/** The digits of a PUK. The CNS functional specification pads both codes to eight bytes; a PUK fills them. */
export const PUK_DIGITS = 8;

/** The digits in sequence, up and down, past 9 and 0. A PIN that is part of one is among the first guesses. */
const ROWS = ["01234567890123456", "98765432109876543"];

/** Whether a text can be a PIN. Only ASCII digits count: no spaces, no digits of other scripts. */
export function isPin(text: string): boolean {
  return isDigits(text) && text.length >= LIMITS.pinMin && text.length <= LIMITS.pinMax;
}

/** Whether a text can be a PUK. */
export function isPuk(text: string): boolean {
  return isDigits(text) && text.length === PUK_DIGITS;
}

/**
 * The reason why a new PIN must not go to a card, or null. `oldPin` null: the old PIN is not known, because the PUK
 * takes its place. Check this before anything is sent, so that no try is spent.
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
