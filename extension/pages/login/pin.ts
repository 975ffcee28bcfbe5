import { LIMITS } from "../../../shared/limits";

/** Takes what was typed out of the field, which is empty afterwards. */
export function takePin(field: HTMLInputElement): string {
  const pin = field.value;
  field.value = "";
  return pin;
}

/** Whether the card can be asked: anything else would spend a try for nothing. */
export function isPin(text: string): boolean {
  return text.length >= LIMITS.pinMin && text.length <= LIMITS.pinMax && /^[0-9]+$/.test(text);
}
