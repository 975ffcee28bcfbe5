import type { ErrorValue } from "../../shared/errors";

/**
 * The error of a card whose PIN is blocked. `through`: the program of its maker through which it works. PKCS#11 has no
 * PUK, so only that program unblocks it.
 */
export function blockedPin(through: string | undefined): ErrorValue {
  return through === undefined
    ? { code: "pin.blocked", details: {} }
    : { code: "token.pin-blocked", details: { program: through } };
}
