import { LIMITS } from "../../shared/limits";
import { CKR } from "./constants";

const DIGIT_0 = 0x30;
const DIGIT_9 = 0x39;

/**
 * Why the text cannot be a PIN: CKR_PIN_LEN_RANGE or CKR_PIN_INVALID; null when it can. Only a text that can goes to
 * the card.
 */
export function pinFault(pin: Uint8Array): number | null {
  if (pin.length < LIMITS.pinMin || pin.length > LIMITS.pinMax) return CKR.PIN_LEN_RANGE;
  return pin.every((digit) => digit >= DIGIT_0 && digit <= DIGIT_9) ? null : CKR.PIN_INVALID;
}
