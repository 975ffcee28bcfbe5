import { encodedByte } from "../relay/form-encoding";

/** The fields of a form as `webRequest` shows them, by name. */
export type SeenForm = Readonly<Record<string, unknown>>;

/**
 * The urlencoded body of a form. A page that is not UTF-8 sends bytes that are none: Chromium then shows a value as
 * bytes, and they go out as they came.
 */
export function formBody(form: SeenForm): string {
  const fields = Object.entries(form).flatMap(([name, values]) =>
    Array.isArray(values) ? values.map((value: unknown) => field(name, value)) : [],
  );
  return fields.join("&");
}

function field(name: string, value: unknown): string {
  if (!(value instanceof ArrayBuffer)) return new URLSearchParams([[name, String(value)]]).toString();
  return new URLSearchParams([[name, ""]]).toString() + Array.from(new Uint8Array(value), encodedByte).join("");
}
