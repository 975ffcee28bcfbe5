import { VarcoError } from "../../shared/errors";
import { isPin, isPuk, newPinProblem } from "../../shared/pin-rules";

/** Throws `pin.format` for a text that cannot be a PIN, before a try is spent. */
export function checkPin(pin: string): void {
  if (!isPin(pin)) throw new VarcoError("pin.format");
}

/** Throws `pin.format` (for the old PIN), `pin.new-format`, `pin.same`, `pin.trivial`, before a try is spent. */
export function checkChange({ oldPin, newPin }: { readonly oldPin: string; readonly newPin: string }): void {
  checkPin(oldPin);
  checkNewPin(newPin, oldPin);
}

/** Throws `puk.format`, `pin.new-format`, `pin.trivial`, before a try is spent. */
export function checkUnblock({ puk, newPin }: { readonly puk: string; readonly newPin: string }): void {
  if (!isPuk(puk)) throw new VarcoError("puk.format");
  checkNewPin(newPin, null);
}

function checkNewPin(newPin: string, oldPin: string | null): void {
  const problem = newPinProblem(newPin, oldPin);
  if (problem !== null) throw new VarcoError(problem);
}
