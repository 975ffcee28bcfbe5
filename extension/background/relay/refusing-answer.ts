import { VarcoError, type ErrorCode, type ErrorDetails } from "../../../shared/errors";
import type { PortalSaid } from "../../login/portal-words";

/**
 * An error with which a portal answered. Its words are no detail of the error: details go into logs, reports and
 * storage, and the words may name the person.
 */
export class RefusingAnswer extends VarcoError {
  constructor(
    code: ErrorCode,
    details: ErrorDetails,
    readonly said: PortalSaid,
  ) {
    super(code, details);
  }
}

/** What the portal wrote with an error, or with the one that it explains; null: nothing. */
export function saidWith(error: VarcoError): PortalSaid | null {
  const answer = [error, error.cause].find((one) => one instanceof RefusingAnswer);
  return answer instanceof RefusingAnswer ? answer.said : null;
}
