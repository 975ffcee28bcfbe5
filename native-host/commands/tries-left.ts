import type { PinState } from "../card/pin";

/** The tries left of a PIN or PUK, in words. */
export function triesLeft({ blocked, triesLeft: number }: PinState): string {
  if (blocked) return "blocked";
  return number === null ? "unknown (the card does not tell)" : String(number);
}
