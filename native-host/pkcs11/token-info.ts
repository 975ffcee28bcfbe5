import { createHash } from "node:crypto";
import { LIMITS } from "../../shared/limits";
import type { PinState } from "../card/pin";
import { CKF } from "./constants";
import type { TokenInfo } from "./cryptoki";
import type { TokenContents } from "./slot-card";
import { cutToBytes } from "./text";

/** Sizes of the fields of CK_TOKEN_INFO, in bytes. */
const LABEL = 32;
const SHORT = 16;

/** The tries of a CNS before its PIN blocks (CNS Functional Specification). */
const ALL_TRIES = 3;

const {
  RNG,
  LOGIN_REQUIRED,
  USER_PIN_INITIALIZED,
  TOKEN_INITIALIZED,
  USER_PIN_COUNT_LOW,
  USER_PIN_FINAL_TRY,
  USER_PIN_LOCKED,
} = CKF.token;

/** CK_TOKEN_INFO of a card. */
export function tokenInfo({ known }: TokenContents, pin: PinState, sessions: TokenInfo["sessions"]): TokenInfo {
  const {
    certificate: { name, cardNumber },
    family,
    der,
  } = known;
  return {
    label: cutToBytes(name, LABEL),
    manufacturer: "Varco",
    model: cutToBytes(family.name, SHORT),
    // Programs tell tokens apart by the serial number: a certificate without a card number gives its fingerprint.
    serial: cutToBytes(cardNumber ?? createHash("sha256").update(der).digest("hex"), SHORT),
    flags: RNG | LOGIN_REQUIRED | USER_PIN_INITIALIZED | TOKEN_INITIALIZED | triesFlags(pin),
    sessions,
    pin: { min: LIMITS.pinMin, max: LIMITS.pinMax },
  };
}

/** The flags for the tries that the card told (PKCS#11 v2.40 §3.2); none when the card does not tell. */
function triesFlags({ triesLeft, blocked }: PinState): number {
  if (blocked || triesLeft === 0) return USER_PIN_LOCKED;
  if (triesLeft === 1) return USER_PIN_COUNT_LOW | USER_PIN_FINAL_TRY;
  return triesLeft !== null && triesLeft < ALL_TRIES ? USER_PIN_COUNT_LOW : 0;
}
