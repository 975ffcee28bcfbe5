import { LIMITS } from "../../shared/limits";
import { CKR } from "./constants";

const DIGIT_0 = 0x30;
const DIGIT_9 = 0x39;

/** What is wrong with the form of a PIN: CKR_PIN_LEN_RANGE, CKR_PIN_INVALID, or null. No card ever sees one with such a fault. */
export function pinFault(pin: Uint8Array): number | null {
  if (pin.length < LIMITS.pinMin || pin.length > LIMITS.pinMax) return CKR.PIN_LEN_RANGE;
  return pin.every((digit) => digit >= DIGIT_0 && digit <= DIGIT_9) ? null : CKR.PIN_INVALID;
}
