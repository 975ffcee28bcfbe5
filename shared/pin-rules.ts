import type { ErrorValue } from "./errors";
import { LIMITS } from "./limits";

/** The digits of a PUK. The CNS functional specification pads both codes to eight bytes; a PUK fills them. */
export const PUK_DIGITS = 8;

/** How many characters a PIN has. */
export interface PinLength {
  readonly min: number;
  readonly max: number;
}

/**
 * What a PIN may be. `digits`: of a card that Varco drives. `characters`: of a card or USB key behind the program of
 * its maker, whose PIN may have letters and signs.
 */
export interface PinRules extends PinLength {
  readonly of: "digits" | "characters";
}

/** The rules of a CNS. */
export const CNS_PIN: PinRules = { of: "digits", min: LIMITS.pinMin, max: LIMITS.pinMax };

/** The rules of a card. `pinLength`: what its maker's program tells; missing where Varco drives the card itself. */
export function pinRulesOf({ pinLength }: { readonly pinLength?: PinLength }): PinRules {
  return pinLength ? { of: "characters", ...pinLength } : CNS_PIN;
}

/**
 * What a PIN consists of. Only ASCII: of other characters nobody knows which bytes the maker's program would send. A
 * space at an end is a slip.
 */
const FORMS: Readonly<Record<PinRules["of"], RegExp>> = {
  digits: /^[0-9]+$/,
  characters: /^[!-~]([ -~]*[!-~])?$/,
};

/** The digits in sequence, up and down, past 9 and 0. A PIN that is part of one is among the first guesses. */
const ROWS = ["01234567890123456", "98765432109876543"];

/** Whether a text can be a PIN: no digits of other scripts, no spaces around it. */
export function isPin(text: string, { of, min, max }: PinRules = CNS_PIN): boolean {
  return text.length >= min && text.length <= max && FORMS[of].test(text);
}

/** Whether a text can be a PUK. */
export function isPuk(text: string): boolean {
  return FORMS.digits.test(text) && text.length === PUK_DIGITS;
}

/** The reason why a text must not go to a card as its PIN, or null: so no try is spent. */
export function pinProblem(text: string, rules: PinRules): ErrorValue | null {
  return isPin(text, rules) ? null : pinFormat(rules);
}

/** The error of a text that cannot be the PIN. */
export function pinFormat({ of, min, max }: PinRules): ErrorValue {
  return of === "digits" ? { code: "pin.format", details: {} } : { code: "token.pin-format", details: { min, max } };
}

/**
 * The reason why a new PIN must not go to a card, or null. `oldPin` null: the old PIN is not known, because the PUK
 * takes its place. Check this before anything is sent, so that no try is spent.
 */
export function newPinProblem(newPin: string, oldPin: string | null, rules: PinRules): ErrorValue | null {
  if (!isPin(newPin, rules)) return newPinFormat(rules);
  if (newPin === oldPin) return { code: "pin.same", details: {} };
  return isTrivial(newPin) ? { code: "pin.trivial", details: {} } : null;
}

/** The error of a text that cannot be the new PIN. */
export function newPinFormat({ of, min, max }: PinRules): ErrorValue {
  return of === "digits"
    ? { code: "pin.new-format", details: {} }
    : { code: "token.new-pin-format", details: { min, max } };
}

function isTrivial(pin: string): boolean {
  return new Set(pin).size === 1 || ROWS.some((row) => row.includes(pin));
}
