import { ERRORS } from "./error-list";

/** The code of an error of the closed list. */
export type ErrorCode = keyof typeof ERRORS;
export type ErrorDetails = Readonly<Record<string, string | number | null>>;

/** An error as messages carry it: the code, and the details for its texts. Never personal data, never a PIN. */
export interface ErrorValue {
  readonly code: ErrorCode;
  readonly details: ErrorDetails;
}

/** Whether a text from outside is an error code. */
export function isErrorCode(code: string): code is ErrorCode {
  return Object.hasOwn(ERRORS, code);
}

/** The error that every part of Varco throws. */
export class VarcoError extends Error implements ErrorValue {
  override readonly name = "VarcoError";
  constructor(
    readonly code: ErrorCode,
    readonly details: ErrorDetails = {},
    options?: { cause: unknown },
  ) {
    super(`${code}: ${fill(ERRORS[code].cause, details)}`, options);
  }
  toJSON(): ErrorValue {
    return { code: this.code, details: this.details };
  }
}

/** Fills in a text of the table: `{name}` becomes the detail of that name, or `?` if there is none. */
export function fill(text: string, details: ErrorDetails): string {
  return text.replace(/\{(\w+)\}/g, (_, name: string) => String(details[name] ?? "?"));
}

/** Turns anything thrown into a member of the closed list. What is not one becomes `internal`. */
export function toVarcoError(thrown: unknown): VarcoError {
  if (thrown instanceof VarcoError) return thrown;
  const reason = thrown instanceof Error ? thrown.message : String(thrown);
  return new VarcoError("internal", { reason }, { cause: thrown });
}
