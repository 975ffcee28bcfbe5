import type { VarcoError } from "../../shared/errors";
import type { PinState } from "../card/pin";

/** What an error tells of the PIN, or null when it tells nothing. */
export function pinNews({ code, details: { triesLeft } }: VarcoError): PinState | null {
  if (code === "pin.blocked") return { triesLeft: 0, blocked: true };
  return code === "pin.wrong" ? { triesLeft: typeof triesLeft === "number" ? triesLeft : null, blocked: false } : null;
}
