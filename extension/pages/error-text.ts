import { ERRORS } from "../../shared/error-list";
import { type ErrorCode, type ErrorValue } from "../../shared/errors";
import { day, t, textOf } from "./i18n";

/** Details that are ISO 8601 dates. */
const DATES = ["notBefore", "notAfter"];

/** Keys of an error's cause and remedy in `_locales`. */
export function errorKeys(code: ErrorCode): { readonly cause: string; readonly remedy: string } {
  const stem = `error_${code.replace(/[.-]/g, "_")}`;
  return { cause: `${stem}_cause`, remedy: `${stem}_remedy` };
}

/**
 * Names of the details that fill an error's texts. `$1` in `_locales` stands for the first detail that shared/errors.ts
 * names, and so on.
 */
export function detailNames(code: ErrorCode): readonly string[] {
  const { cause, remedy } = ERRORS[code];
  return [...new Set([...`${cause} ${remedy}`.matchAll(/\{(\w+)\}/g)].map(([, name = ""]) => name))];
}

/** Cause and remedy in the person's language. */
export function errorText({ code, details }: ErrorValue): { readonly cause: string; readonly remedy: string } {
  const values = detailNames(code).map((name) => detailText(name, details[name]));
  const keys = errorKeys(code);
  return { cause: textOf(keys.cause, values), remedy: textOf(keys.remedy, values) };
}

function detailText(name: string, value: string | number | null | undefined): string {
  if (value === null || value === undefined) return t("detail_unknown");
  return DATES.includes(name) ? day(String(value)) : String(value);
}
