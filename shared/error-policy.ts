import type { ErrorCode } from "./errors";

/**
 * What the person may do after an error:
 * - `type-again`: a code was mistyped or refused. The same form takes it again, and nothing else has to happen first.
 * - `put-right`: something about the card, the reader or the access must be put right. The PIN form then works again.
 * - `retry`: the work is over and may begin again from the start.
 * - `final`: the same work would fail in the same way.
 */
export type NextAct = "type-again" | "put-right" | "retry" | "final";

/** What a person can blame: one of the three things on the desk, the portal, or none of these. */
export type Fault = "card" | "reader" | "program" | "portal" | "nobody";

/**
 * How the card stands after an error:
 * - `gone`: it can no longer be reached in this reader.
 * - `silent`: it is in the reader and does not answer.
 * - `withheld`: another program or the system keeps it.
 * - `unusable`: it is no CNS, or one that Varco cannot use.
 * - `out-of-time`: its certificate has expired or is not yet valid.
 * - `refuses`: it answered, and refused.
 */
export type CardAfter = "gone" | "silent" | "withheld" | "unusable" | "out-of-time" | "refuses";

/**
 * Which code's tries an error tells: `told` puts the number into the detail `triesLeft`, `none` means that it is
 * blocked.
 */
export interface TriesTold {
  readonly of: "pin" | "puk";
  readonly left: "told" | "none";
}

/** Everything that follows from an error code. */
export interface ErrorPolicy {
  readonly next: NextAct;
  readonly fault: Fault;
  /** null: the error says nothing about the card. */
  readonly card: CardAfter | null;
  /** null: the error says nothing about tries. */
  readonly tries: TriesTold | null;
  /**
   * The entry of the help that answers the error (extension/help/entries.ts). null: people never meet it in the
   * browser.
   */
  readonly help: string | null;
}

/**
 * The answers for every code of the closed list. A new code does not compile without its own: see
 * docs/adding-an-error.md.
 */
export const ERROR_POLICY = {
  "host.missing": { next: "retry", fault: "program", card: null, tries: null, help: "program-missing" },
  "host.gone": { next: "retry", fault: "program", card: null, tries: null, help: "program-trouble" },
  "host.caller-refused": { next: "retry", fault: "program", card: null, tries: null, help: "program-missing" },
  "protocol.version": { next: "retry", fault: "program", card: null, tries: null, help: "versions" },
  "message.malformed": { next: "retry", fault: "program", card: null, tries: null, help: "versions" },
  "message.too-long": { next: "retry", fault: "program", card: null, tries: null, help: "program-trouble" },
  internal: { next: "retry", fault: "program", card: null, tries: null, help: "program-trouble" },
  "reader.service": { next: "put-right", fault: "program", card: "gone", tries: null, help: "reader-service" },
  "reader.none": { next: "put-right", fault: "reader", card: "gone", tries: null, help: "no-reader" },
  "reader.gone": { next: "put-right", fault: "reader", card: "gone", tries: null, help: "no-reader" },
  "reader.not-allowed": { next: "put-right", fault: "program", card: "withheld", tries: null, help: "not-allowed" },
  "reader.short-only": { next: "retry", fault: "reader", card: null, tries: null, help: "reader-too-old" },
  "card.none": { next: "put-right", fault: "nobody", card: "gone", tries: null, help: "no-card" },
  "card.choose": { next: "put-right", fault: "nobody", card: null, tries: null, help: "several-cards" },
  "card.removed": { next: "put-right", fault: "nobody", card: "gone", tries: null, help: "no-card" },
  "card.busy": { next: "put-right", fault: "nobody", card: "withheld", tries: null, help: "card-busy" },
  "card.mute": { next: "put-right", fault: "card", card: "silent", tries: null, help: "card-faulty" },
  "card.not-cns": { next: "put-right", fault: "card", card: "unusable", tries: null, help: "unknown-card" },
  "card.unsupported": { next: "put-right", fault: "nobody", card: "unusable", tries: null, help: "unknown-card" },
  "card.not-activated": { next: "put-right", fault: "card", card: "unusable", tries: null, help: "activate" },
  "card.certificate": { next: "put-right", fault: "card", card: "unusable", tries: null, help: "card-faulty" },
  "card.answer": { next: "put-right", fault: "card", card: "refuses", tries: null, help: "card-faulty" },
  "card.contactless": { next: "put-right", fault: "nobody", card: "unusable", tries: null, help: "no-card" },
  "pin.format": { next: "type-again", fault: "nobody", card: null, tries: null, help: "pin-rules" },
  "pin.wrong": {
    next: "type-again",
    fault: "nobody",
    card: "refuses",
    tries: { of: "pin", left: "told" },
    help: "pin-wrong",
  },
  "pin.blocked": {
    next: "put-right",
    fault: "nobody",
    card: "refuses",
    tries: { of: "pin", left: "none" },
    help: "pin-blocked",
  },
  "pin.cancelled": { next: "put-right", fault: "nobody", card: null, tries: null, help: "start-again" },
  "pin.timeout": { next: "put-right", fault: "nobody", card: null, tries: null, help: "start-again" },
  "certificate.expired": { next: "retry", fault: "nobody", card: "out-of-time", tries: null, help: "expired" },
  "certificate.not-yet-valid": {
    next: "retry",
    fault: "nobody",
    card: "out-of-time",
    tries: null,
    help: "not-yet-valid",
  },
  "server.address": { next: "final", fault: "portal", card: null, tries: null, help: "portal-without-card" },
  "server.unreachable": { next: "retry", fault: "portal", card: null, tries: null, help: "portal-trouble" },
  "proxy.unusable": { next: "retry", fault: "nobody", card: null, tries: null, help: "portal-trouble" },
  "proxy.unreachable": { next: "retry", fault: "nobody", card: null, tries: null, help: "portal-trouble" },
  "proxy.refused": { next: "retry", fault: "nobody", card: null, tries: null, help: "portal-trouble" },
  "proxy.password": { next: "retry", fault: "nobody", card: null, tries: null, help: "portal-trouble" },
  "proxy.script": { next: "retry", fault: "nobody", card: null, tries: null, help: "portal-trouble" },
  "server.timeout": { next: "retry", fault: "portal", card: null, tries: null, help: "portal-trouble" },
  "server.name": { next: "retry", fault: "portal", card: null, tries: null, help: "unsafe-site" },
  "server.untrusted": { next: "retry", fault: "portal", card: null, tries: null, help: "unsafe-site" },
  "server.expired": { next: "retry", fault: "portal", card: null, tries: null, help: "unsafe-site" },
  "server.tls-too-old": { next: "retry", fault: "portal", card: null, tries: null, help: "unsafe-site" },
  "server.handshake": { next: "retry", fault: "portal", card: null, tries: null, help: "portal-trouble" },
  "server.does-not-ask": { next: "retry", fault: "portal", card: null, tries: null, help: "portal-without-card" },
  "server.issuer-not-accepted": { next: "retry", fault: "portal", card: null, tries: null, help: "portal-refuses" },
  "server.certificate-refused": { next: "retry", fault: "portal", card: null, tries: null, help: "portal-refuses" },
  "server.cut": { next: "retry", fault: "portal", card: null, tries: null, help: "portal-trouble" },
  "server.answer-too-large": { next: "retry", fault: "portal", card: null, tries: null, help: "portal-trouble" },
  "server.http": { next: "retry", fault: "portal", card: null, tries: null, help: "portal-trouble" },
  "server.signature-again": { next: "retry", fault: "portal", card: null, tries: null, help: "signature-again" },
  "server.redirects": { next: "retry", fault: "portal", card: null, tries: null, help: "portal-trouble" },
  "relay.other-origin": { next: "final", fault: "nobody", card: null, tries: null, help: "start-again" },
  "relay.no-login": { next: "final", fault: "nobody", card: null, tries: null, help: "start-again" },
  "relay.request-too-large": { next: "final", fault: "nobody", card: null, tries: null, help: "step-back" },
  "relay.request-form": { next: "final", fault: "nobody", card: null, tries: null, help: "step-back" },
  "portal.every-page": { next: "final", fault: "portal", card: null, tries: null, help: "every-page" },
  "portal.step-back": { next: "final", fault: "portal", card: null, tries: null, help: "step-back" },
  "portal.answer": { next: "retry", fault: "portal", card: null, tries: null, help: "portal-trouble" },
  "portal.unsafe-address": { next: "final", fault: "portal", card: null, tries: null, help: "unsafe-site" },
  "site-access.denied": { next: "put-right", fault: "nobody", card: null, tries: null, help: "site-access" },
  "operation.cancelled": { next: "retry", fault: "nobody", card: null, tries: null, help: "start-again" },
  usage: { next: "retry", fault: "nobody", card: null, tries: null, help: null },
  "install.write": { next: "retry", fault: "program", card: null, tries: null, help: "install-trouble" },
  "install.system": { next: "retry", fault: "program", card: null, tries: null, help: "install-trouble" },
  "install.read": { next: "retry", fault: "program", card: null, tries: null, help: "install-trouble" },
  "install.root": { next: "retry", fault: "program", card: null, tries: null, help: "install-trouble" },
  "install.home": { next: "retry", fault: "program", card: null, tries: null, help: "install-trouble" },
  "install.foreign": { next: "retry", fault: "program", card: null, tries: null, help: "install-trouble" },
  "install.newer": { next: "retry", fault: "program", card: null, tries: null, help: "install-trouble" },
  "install.full": { next: "retry", fault: "program", card: null, tries: null, help: "install-trouble" },
  "module.path": { next: "retry", fault: "program", card: null, tries: null, help: "install-trouble" },
  "module.elsewhere": { next: "retry", fault: "program", card: null, tries: null, help: "every-page" },
  "module.not-loaded": { next: "retry", fault: "program", card: null, tries: null, help: "every-page" },
  "module.hidden": { next: "retry", fault: "program", card: null, tries: null, help: "every-page" },
  "module.unseen": { next: "retry", fault: "program", card: null, tries: null, help: "every-page" },
  "pin.new-format": { next: "type-again", fault: "nobody", card: null, tries: null, help: "pin-rules" },
  "pin.same": { next: "type-again", fault: "nobody", card: null, tries: null, help: "pin-rules" },
  "pin.trivial": { next: "type-again", fault: "nobody", card: null, tries: null, help: "pin-rules" },
  "pin.repeat": { next: "type-again", fault: "nobody", card: null, tries: null, help: "pin-rules" },
  "pin.refused": { next: "type-again", fault: "nobody", card: "refuses", tries: null, help: "pin-rules" },
  "puk.format": { next: "type-again", fault: "nobody", card: null, tries: null, help: "puk-wrong" },
  "puk.wrong": {
    next: "type-again",
    fault: "nobody",
    card: "refuses",
    tries: { of: "puk", left: "told" },
    help: "puk-wrong",
  },
  "puk.blocked": {
    next: "final",
    fault: "nobody",
    card: "refuses",
    tries: { of: "puk", left: "none" },
    help: "puk-blocked",
  },
  "keypad.cancelled": { next: "put-right", fault: "nobody", card: null, tries: null, help: "keypad" },
  "keypad.timeout": { next: "put-right", fault: "nobody", card: null, tries: null, help: "keypad" },
  "keypad.failed": { next: "retry", fault: "reader", card: null, tries: null, help: "keypad" },
  "card.signature": { next: "retry", fault: "card", card: "refuses", tries: null, help: "card-faulty" },
  "pin.unknown": { next: "retry", fault: "nobody", card: null, tries: null, help: "pin-unknown" },
  "portal.choice-timeout": { next: "retry", fault: "nobody", card: null, tries: null, help: "start-again" },
  "token.crashed": { next: "put-right", fault: "program", card: "silent", tries: null, help: "maker-program" },
  "token.silent": { next: "put-right", fault: "program", card: "silent", tries: null, help: "maker-program" },
  "token.refused": { next: "put-right", fault: "program", card: "refuses", tries: null, help: "maker-program" },
  "token.module": { next: "put-right", fault: "program", card: "unusable", tries: null, help: "maker-program" },
  "token.file": { next: "put-right", fault: "program", card: null, tries: null, help: "maker-program" },
  "token.add-on": { next: "put-right", fault: "program", card: "unusable", tries: null, help: "maker-program" },
  "token.elsewhere": { next: "final", fault: "nobody", card: null, tries: null, help: "maker-program" },
  "token.pin-format": { next: "type-again", fault: "nobody", card: null, tries: null, help: "pin-rules" },
  "token.new-pin-format": { next: "type-again", fault: "nobody", card: null, tries: null, help: "pin-rules" },
  "token.pin-blocked": {
    next: "put-right",
    fault: "nobody",
    card: "refuses",
    tries: { of: "pin", left: "none" },
    help: "maker-program",
  },
  "families.file": { next: "retry", fault: "nobody", card: null, tries: null, help: "unknown-card" },
  "families.unknown": { next: "retry", fault: "nobody", card: null, tries: null, help: "unknown-card" },
} as const satisfies Readonly<Record<ErrorCode, ErrorPolicy>>;

/** Entries of the help that the policy names. */
export type ErrorHelp = Exclude<(typeof ERROR_POLICY)[ErrorCode]["help"], null>;

/** What follows from an error code. */
export function policyOf(code: ErrorCode): ErrorPolicy {
  return ERROR_POLICY[code];
}
