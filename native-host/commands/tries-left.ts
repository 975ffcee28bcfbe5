import type { PinState } from "../card/pin";

/** Tries left of a PIN or PUK, for people. */
export function triesLeft({ blocked, triesLeft: number }: PinState): string {
  if (blocked) return "blocked";
  return number === null ? "the card does not say" : String(number);
}
