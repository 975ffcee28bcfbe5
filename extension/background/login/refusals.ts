import type { ErrorCode } from "../../../shared/errors";

/** After these the person may type the PIN again at once, with the card that is there or after putting something right. */
const AGAIN_AT_ONCE: ReadonlySet<ErrorCode> = new Set<ErrorCode>([
  "pin.format",
  "pin.wrong",
  "pin.blocked",
  "pin.cancelled",
  "pin.timeout",
  "card.none",
  "card.removed",
  "card.busy",
  "card.mute",
  "card.answer",
  "card.certificate",
  "card.choose",
  "card.not-cns",
  "card.unsupported",
  "card.not-activated",
  "reader.service",
  "reader.not-allowed",
  "reader.none",
  "reader.gone",
  "site-access.denied",
]);

/** After these, trying the same again is of no use. */
const FINAL: ReadonlySet<ErrorCode> = new Set<ErrorCode>([
  "server.address",
  "portal.every-page",
  "portal.step-back",
  "portal.unsafe-address",
  "relay.no-login",
  "relay.other-origin",
  "relay.request-too-large",
  "relay.request-form",
]);

/** Statuses with which servers answer a visit where they expected a form. */
const EXPECTS_FORM: ReadonlySet<number> = new Set([400, 404, 405, 411, 415, 422, 501]);

/** Whether the page may offer the PIN field again at once. */
export function mayTypeAgain(code: ErrorCode): boolean {
  return AGAIN_AT_ONCE.has(code);
}

/** Whether the page may offer to begin the login again. */
export function mayRetry(code: ErrorCode): boolean {
  return !FINAL.has(code);
}

/** Whether a portal that answers a visit with this status probably expected a form. */
export function expectsForm(status: unknown): boolean {
  return typeof status === "number" && EXPECTS_FORM.has(status);
}
