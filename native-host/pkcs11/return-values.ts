import { policyOf, type CardAfter } from "../../shared/error-policy";
import { toVarcoError, type ErrorCode } from "../../shared/errors";
import { log } from "../log";
import { CKR } from "./constants";
import { CkError } from "./cryptoki";

/** The errors about PINs: PKCS#11 tells programs more about them than the error policy knows. */
const PIN_ERRORS = {
  "pin.format": CKR.PIN_INCORRECT,
  "pin.wrong": CKR.PIN_INCORRECT,
  "pin.blocked": CKR.PIN_LOCKED,
  "pin.cancelled": CKR.FUNCTION_CANCELED,
  "pin.timeout": CKR.FUNCTION_CANCELED,
  "pin.new-format": CKR.PIN_INVALID,
  "pin.same": CKR.PIN_INVALID,
  "pin.trivial": CKR.PIN_INVALID,
  "pin.repeat": CKR.PIN_INVALID,
  "pin.refused": CKR.PIN_INVALID,
  "pin.unknown": CKR.DEVICE_ERROR,
} as const satisfies Readonly<Record<Extract<ErrorCode, `pin.${string}`>, number>>;
const PIN_VALUES: ReadonlyMap<string, number> = new Map(Object.entries(PIN_ERRORS));

/** The errors about the card that a session works with. */
const CARD_VALUES: Readonly<Record<CardAfter, number>> = {
  gone: CKR.DEVICE_REMOVED,
  silent: CKR.DEVICE_ERROR,
  // NSS adds to this one: "Trying the same operation again might succeed."
  withheld: CKR.FUNCTION_FAILED,
  // The session began with a card that could be used: this is another one.
  unusable: CKR.DEVICE_REMOVED,
  // The token signs at any time; programs read the dates of its certificate.
  "out-of-time": CKR.GENERAL_ERROR,
  refuses: CKR.DEVICE_ERROR,
};

/** What a program learns of a failed operation. Logs the failures that no person caused by typing a PIN. */
export function operationError(step: string, thrown: unknown): CkError {
  if (thrown instanceof CkError) return thrown;
  const error = toVarcoError(thrown);
  if (!PIN_VALUES.has(error.code)) log.failure(step, error);
  return new CkError(operationValue(error.code), { cause: error });
}

/** What a program learns of a slot whose card cannot be used as a token. */
export function tokenError(thrown: unknown): CkError {
  if (thrown instanceof CkError) return thrown;
  const error = toVarcoError(thrown);
  const recognised = policyOf(error.code).card !== "unusable";
  return new CkError(recognised ? CKR.TOKEN_NOT_PRESENT : CKR.TOKEN_NOT_RECOGNIZED, { cause: error });
}

function operationValue(code: ErrorCode): number {
  const pinValue = PIN_VALUES.get(code);
  if (pinValue !== undefined) return pinValue;
  const { card, fault } = policyOf(code);
  if (card !== null) return CARD_VALUES[card];
  if (fault === "reader") return CKR.DEVICE_ERROR;
  return code === "operation.cancelled" ? CKR.FUNCTION_CANCELED : CKR.GENERAL_ERROR;
}
