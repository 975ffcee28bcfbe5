import type { PinRules } from "../../shared/pin-rules";
import { t } from "./i18n";

/** Texts that say which PINs a card takes. Each has a second one for a card behind the program of its maker. */
const OF_CHARACTERS = {
  pin_hint: "pin_hint_token",
  pin_new_hint: "pin_new_hint_token",
  pin_change_keypad: "pin_change_keypad_token",
} as const;

/** Such a text, with the numbers of this card. */
export function ruleText(key: keyof typeof OF_CHARACTERS, { of, min, max }: PinRules): string {
  return of === "digits" ? t(key) : t(OF_CHARACTERS[key], String(min), String(max));
}

/** The keys that a telephone shows for such a PIN. */
export function keysFor({ of }: PinRules): "numeric" | "text" {
  return of === "digits" ? "numeric" : "text";
}
