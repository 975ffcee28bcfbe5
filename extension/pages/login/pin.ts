/** Takes the input out of the field and leaves it empty. */
export function takePin(field: HTMLInputElement): string {
  const pin = field.value;
  field.value = "";
  return pin;
}
