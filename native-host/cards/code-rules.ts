import { VarcoError, type ErrorValue } from "../../shared/errors";
import { isPuk, newPinProblem, pinProblem, type PinRules } from "../../shared/pin-rules";

/** Throws `pin.format` or `token.pin-format` for a text that cannot be the PIN, before a try is spent. */
export function checkPin(pin: string, rules: PinRules): void {
  refuse(pinProblem(pin, rules));
}

/**
 * Throws what `checkPin` throws (for the old PIN), `pin.new-format`, `token.new-pin-format`, `pin.same`, `pin.trivial`,
 * before a try is spent.
 */
export function checkChange(
  { oldPin, newPin }: { readonly oldPin: string; readonly newPin: string },
  rules: PinRules,
): void {
  checkPin(oldPin, rules);
  refuse(newPinProblem(newPin, oldPin, rules));
}

/** Throws `puk.format`, `pin.new-format`, `token.new-pin-format`, `pin.trivial`, before a try is spent. */
export function checkUnblock(
  { puk, newPin }: { readonly puk: string; readonly newPin: string },
  rules: PinRules,
): void {
  if (!isPuk(puk)) throw new VarcoError("puk.format");
  refuse(newPinProblem(newPin, null, rules));
}

function refuse(problem: ErrorValue | null): void {
  if (problem !== null) throw new VarcoError(problem.code, problem.details);
}
