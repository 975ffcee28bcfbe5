import { ERRORS } from "../../shared/error-list";
import { fill, toVarcoError } from "../../shared/errors";
import type { Streams } from "../composition";

/** Writes an error to standard error, and with `json` to standard output as well. Returns the exit code. */
export function reportError(thrown: unknown, json: boolean, { output, errors }: Omit<Streams, "input">): number {
  const { code, details } = toVarcoError(thrown);
  const cause = fill(ERRORS[code].cause, details);
  const remedy = fill(ERRORS[code].remedy, details);
  if (json) output.write(`${JSON.stringify({ error: { code, details, cause, remedy } })}\n`);
  errors.write(`${code}: ${cause}\n${remedy}\n`);
  return code === "usage" ? 2 : 1;
}
