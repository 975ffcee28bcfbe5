import { policyOf } from "./error-policy";
import type { ErrorValue } from "./errors";

/** How many tries a PIN or PUK has left. `triesLeft` null: the card does not say. */
export interface TriesState {
  readonly triesLeft: number | null;
  readonly blocked: boolean;
}

/** The code of which an error tells the tries, and how many are left. */
export interface ToldTries {
  readonly of: "pin" | "puk";
  readonly state: TriesState;
}

/** What an error tells about the tries of a code (`tries` of its policy). null: nothing. */
export function toldTries({ code, details }: ErrorValue): ToldTries | null {
  const { tries } = policyOf(code);
  if (tries === null) return null;
  if (tries.left === "none") return { of: tries.of, state: { triesLeft: 0, blocked: true } };
  const triesLeft = details["triesLeft"];
  return { of: tries.of, state: { triesLeft: typeof triesLeft === "number" ? triesLeft : null, blocked: false } };
}

/** What an error tells about the tries of the PIN. null: nothing. */
export function toldPinTries(error: ErrorValue): TriesState | null {
  const told = toldTries(error);
  return told?.of === "pin" ? told.state : null;
}
