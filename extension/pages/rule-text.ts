import type { PinRules } from "../../shared/pin-rules";
import { t } from "./i18n";

/** Texts that say which PINs a card takes. Each has a second one for a card behind the program of its maker. */
export type RuleText = "pin_hint" | "pin_new_hint" | "pin_change_keypad";

/** Such a text, with the numbers of this card. */
export function ruleText(key: RuleText, { of, min, max }: PinRules): string {
  return of === "digits" ? t(key) : t(`${key}_token`, String(min), String(max));
}

/** The keys that a telephone shows for such a PIN. */
export function keysFor({ of }: PinRules): "numeric" | "text" {
  return of === "digits" ? "numeric" : "text";
}
