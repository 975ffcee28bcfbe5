import { LIMITS } from "../../../shared/limits";

/** Takes the input out of the field and leaves it empty. */
export function takePin(field: HTMLInputElement): string {
  const pin = field.value;
  field.value = "";
  return pin;
}

/** Whether the text can be a PIN. Anything else would waste a try. */
export function isPin(text: string): boolean {
  return text.length >= LIMITS.pinMin && text.length <= LIMITS.pinMax && /^[0-9]+$/.test(text);
}
