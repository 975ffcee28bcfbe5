import { toVarcoError, type ErrorCode } from "../../shared/errors";
import { log } from "../log";
import { CKR } from "./constants";
import { CkError } from "./cryptoki";

/** What a program is told of a failed operation on the card; the rest is CKR_GENERAL_ERROR. */
const OPERATION: ReadonlyMap<ErrorCode, number> = new Map([
  ["pin.wrong", CKR.PIN_INCORRECT],
  ["pin.format", CKR.PIN_INCORRECT],
  ["pin.new-format", CKR.PIN_INVALID],
  ["pin.refused", CKR.PIN_INVALID],
  ["pin.unknown", CKR.DEVICE_ERROR],
  ["pin.blocked", CKR.PIN_LOCKED],
  ["reader.service", CKR.DEVICE_REMOVED],
  ["reader.none", CKR.DEVICE_REMOVED],
  ["reader.gone", CKR.DEVICE_REMOVED],
  ["card.none", CKR.DEVICE_REMOVED],
  ["card.removed", CKR.DEVICE_REMOVED],
  ["card.not-cns", CKR.DEVICE_REMOVED],
  ["card.mute", CKR.DEVICE_ERROR],
  ["card.answer", CKR.DEVICE_ERROR],
  ["card.certificate", CKR.DEVICE_ERROR],
  ["reader.short-only", CKR.DEVICE_ERROR],
  // NSS adds to this one: "Trying the same operation again might succeed."
  ["card.busy", CKR.FUNCTION_FAILED],
  ["reader.not-allowed", CKR.FUNCTION_FAILED],
  ["operation.cancelled", CKR.FUNCTION_CANCELED],
]);

/** Cards that are there but are no token. */
const NO_TOKEN: ReadonlySet<ErrorCode> = new Set([
  "card.not-cns",
  "card.unsupported",
  "card.not-activated",
  "card.certificate",
]);

/** The answer for an operation of a session that failed; logs what is not the person's own doing. */
export function operationFailed(step: string, thrown: unknown): CkError {
  if (thrown instanceof CkError) return thrown;
  const error = toVarcoError(thrown);
  if (!error.code.startsWith("pin.")) log.failure(step, error);
  return new CkError(OPERATION.get(error.code) ?? CKR.GENERAL_ERROR, { cause: error });
}

/** The answer for a slot whose card cannot be used: no token, or none that is known. */
export function noToken(thrown: unknown): CkError {
  if (thrown instanceof CkError) return thrown;
  const error = toVarcoError(thrown);
  return new CkError(NO_TOKEN.has(error.code) ? CKR.TOKEN_NOT_RECOGNIZED : CKR.TOKEN_NOT_PRESENT, { cause: error });
}
