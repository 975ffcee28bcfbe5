/** How a check ended: see docs/doctor.md. */
export type State = "ok" | "warning" | "fault" | "unknown" | "skipped";

/**
 * Every check, in the order in which people read them, and every way in which it can end. Identifiers of checks and
 * outcomes are append-only: help lines and programs know them.
 */
export const OUTCOMES = {
  // Program
  "host.registered": { found: "ok", some: "warning", none: "fault" },
  "host.program": { starts: "ok", missing: "fault", mode: "fault", damaged: "fault", foreign: "fault" },
  "host.double": { single: "ok", two: "warning", mixed: "warning" },
  "host.version": { same: "ok", differs: "warning", extension: "warning", silent: "fault" },
  "host.leftovers": { clean: "ok", left: "warning" },
  "settings.files": { readable: "ok", families: "warning", tokens: "warning" },
  // Browser
  "browser.found": { found: "ok", none: "warning" },
  "browser.packaging": { plain: "ok", boxed: "warning" },
  "portal.permission": { allowed: "ok", later: "ok", outside: "unknown" },
  // Smart-card service and reader
  "service.installed": { found: "ok", missing: "fault", library: "fault" },
  "service.running": { answers: "ok", stopped: "fault" },
  "service.allowed": { allowed: "ok", refused: "fault" },
  "reader.present": { found: "ok", none: "fault" },
  "reader.driver": { serves: "ok", "not-usb": "ok", missing: "fault", unseen: "fault" },
  "reader.sleep": { awake: "ok", asleep: "warning" },
  // Card
  "card.present": { found: "ok", none: "fault", mute: "fault", several: "warning" },
  "card.free": { free: "ok", untold: "ok", others: "warning", busy: "fault" },
  "card.contact": { contacts: "ok", radio: "fault" },
  "card.known": { known: "ok", through: "ok", "not-cns": "fault", unsupported: "fault", unreadable: "fault" },
  "card.activated": { activated: "ok", empty: "fault" },
  "card.dates": { valid: "ok", soon: "warning", expired: "fault", early: "fault" },
  "card.pin": { tries: "ok", untold: "ok", last: "warning", blocked: "fault" },
  // Other programs for cards
  "middleware.installed": { few: "ok", several: "warning" },
  "middleware.p11-kit": { alone: "ok", others: "warning" },
  "middleware.nss": { alone: "ok", others: "warning" },
  "module.registered": {
    found: "ok",
    absent: "skipped",
    unregistered: "warning",
    broken: "warning",
    hidden: "warning",
  },
  // Computer and portal
  "clock.right": { right: "ok", behind: "fault", differs: "fault" },
  "proxy.usable": {
    none: "ok",
    usable: "ok",
    unusable: "fault",
    unreachable: "fault",
    script: "fault",
    refused: "fault",
    password: "fault",
  },
  "portal.name": { resolved: "ok", "by-proxy": "ok", unknown: "fault" },
  "portal.reachable": { reached: "ok", unreachable: "fault", silent: "fault", cut: "fault" },
  "portal.tls": { modern: "ok", old: "fault", failed: "fault" },
  "portal.chain": {
    trusted: "ok",
    completed: "ok",
    untrusted: "fault",
    name: "fault",
    expired: "fault",
    incomplete: "fault",
  },
  "portal.asks": { asks: "ok", "does-not-ask": "fault" },
  "portal.issuer": { accepted: "ok", any: "ok", "not-accepted": "fault" },
  "portal.answers": { answers: "ok", refuses: "ok", down: "warning", silent: "fault" },
} as const satisfies Record<string, Record<string, State>>;

export type CheckId = keyof typeof OUTCOMES;
export type OutcomeOf<Id extends CheckId> = keyof (typeof OUTCOMES)[Id] & string;

/** Ways in which any check can end without having looked. */
export const UNSEEN = {
  /** A check before it failed; `check` names it. */
  waits: "skipped",
  /** It needs the address of a portal. */
  "not-asked": "skipped",
  /** Nothing of the kind exists on this system. */
  elsewhere: "skipped",
  /** Looking failed; `reason` says why. */
  unclear: "unknown",
} as const satisfies Record<string, State>;
export type Unseen = keyof typeof UNSEEN;
