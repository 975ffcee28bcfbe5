import { ERROR_POLICY } from "../../shared/error-policy";
import type { ErrorCode } from "../../shared/errors";
import type { Condition } from "./conditions";

/** The groups of the help page, in its order. */
export const GROUPS = [
  "start",
  "activation",
  "codes",
  "card",
  "reader",
  "portal",
  "program",
  "ways",
  "safety",
] as const;
export type Group = (typeof GROUPS)[number];

/** What a button below an answer opens: a page of Varco, or a task on the card page. */
export type Action = "card-page" | "card-page-change" | "card-page-unblock" | "card-page-test" | "welcome" | "options";

interface EntryShape {
  readonly id: string;
  readonly group: Group;
  readonly related: readonly string[];
  readonly actions?: readonly Action[];
  /** The help shows the entry only for issuers that meet this condition. */
  readonly when?: Condition;
}

const LIST = [
  { id: "what-i-need", group: "start", related: ["how-to-login", "no-drivers", "activate"], actions: ["welcome"] },
  { id: "how-to-login", group: "start", related: ["portal-without-card", "site-access", "pin-safe"] },
  { id: "what-is-cns", group: "start", related: ["no-signature", "must-activate", "other-ways"] },
  { id: "free-reader", group: "start", related: ["reader-faulty", "no-reader"], when: "reader" },

  {
    id: "activate",
    group: "activation",
    related: ["codes-explained", "cannot-come", "minor", "must-activate"],
  },
  { id: "must-activate", group: "activation", related: ["activate", "old-cards"] },
  { id: "minor", group: "activation", related: ["emancipated-minor", "ward"] },
  { id: "emancipated-minor", group: "activation", related: ["activate", "minor"], when: "emancipated-minors" },
  { id: "ward", group: "activation", related: ["activate", "cannot-come"] },
  { id: "cannot-come", group: "activation", related: ["in-a-home", "ward", "activate"] },
  { id: "in-a-home", group: "activation", related: ["cannot-come", "activate"] },
  { id: "activation-fails", group: "activation", related: ["card-faulty", "activate"] },
  {
    id: "activated-in-vain",
    group: "activation",
    related: ["second-half", "card-faulty", "ask-for-help"],
    actions: ["card-page-test"],
  },

  { id: "codes-explained", group: "codes", related: ["second-half", "codes-lost", "pin-safe"] },
  { id: "second-half", group: "codes", related: ["codes-explained", "codes-lost"], when: "two-halves" },
  {
    id: "pin-wrong",
    group: "codes",
    related: ["pin-forgotten", "pin-blocked"],
    actions: ["card-page"],
  },
  {
    id: "pin-blocked",
    group: "codes",
    related: ["puk-wrong", "codes-lost", "pin-rules"],
    actions: ["card-page-unblock"],
  },
  { id: "pin-forgotten", group: "codes", related: ["pin-blocked", "codes-lost"], actions: ["card-page-unblock"] },
  { id: "change-pin", group: "codes", related: ["pin-rules", "pin-forgotten"], actions: ["card-page-change"] },
  {
    id: "pin-rules",
    group: "codes",
    related: ["change-pin", "codes-explained"],
  },
  {
    id: "pin-unknown",
    group: "codes",
    related: ["pin-wrong", "pin-forgotten", "change-pin"],
    actions: ["card-page-test"],
  },
  {
    id: "puk-wrong",
    group: "codes",
    related: ["puk-blocked", "codes-lost"],
    actions: ["card-page"],
  },
  { id: "puk-blocked", group: "codes", related: ["activate", "suspend"] },
  { id: "codes-lost", group: "codes", related: ["pin-forgotten", "lost-card"] },

  { id: "no-card", group: "card", related: ["no-reader", "card-faulty"] },
  { id: "card-busy", group: "card", related: ["several-cards", "no-drivers"] },
  { id: "several-cards", group: "card", related: ["card-busy"] },
  {
    id: "unknown-card",
    group: "card",
    related: ["usb-token", "other-ways", "ask-for-help"],
    actions: ["card-page"],
  },
  { id: "maker-program", group: "card", related: ["usb-token", "unknown-card"], actions: ["card-page"] },
  {
    id: "card-faulty",
    group: "card",
    related: ["reader-faulty", "suspend", "ask-for-help"],
    actions: ["card-page-test"],
  },
  { id: "barcode", group: "card", related: ["card-faulty", "suspend"] },
  { id: "lost-card", group: "card", related: ["suspend", "codes-lost", "frauds"] },
  { id: "suspend", group: "card", related: ["lost-card", "portal-refuses"] },
  {
    id: "expired",
    group: "card",
    related: ["activate", "old-cards"],
    actions: ["card-page"],
  },
  { id: "not-yet-valid", group: "card", related: ["expired"] },
  { id: "old-cards", group: "card", related: ["expired", "wrong-data"] },
  { id: "wrong-data", group: "card", related: ["old-cards"] },
  { id: "other-region", group: "card", related: ["usb-token", "portal-refuses"] },
  { id: "usb-token", group: "card", related: ["what-is-cns", "unknown-card"] },
  { id: "no-signature", group: "card", related: ["what-is-cns", "usb-token"] },

  {
    id: "no-reader",
    group: "reader",
    related: ["reader-service", "reader-faulty", "mac"],
    actions: ["welcome"],
  },
  {
    id: "reader-service",
    group: "reader",
    related: ["linux", "mac", "not-allowed"],
    actions: ["welcome"],
  },
  { id: "not-allowed", group: "reader", related: ["reader-service"] },
  { id: "reader-too-old", group: "reader", related: ["reader-faulty", "free-reader"] },
  { id: "reader-faulty", group: "reader", related: ["no-reader", "free-reader", "card-faulty"] },
  {
    id: "keypad",
    group: "reader",
    related: ["pin-wrong", "reader-too-old"],
  },
  { id: "mac", group: "reader", related: ["no-reader", "no-drivers"] },
  { id: "linux", group: "reader", related: ["reader-service", "snap", "every-page"] },

  {
    id: "portal-without-card",
    group: "portal",
    related: ["how-to-login", "other-ways"],
  },
  {
    id: "portal-refuses",
    group: "portal",
    related: ["expired", "suspend", "other-region"],
    actions: ["card-page-test"],
  },
  {
    id: "every-page",
    group: "portal",
    related: ["linux", "snap"],
    actions: ["options"],
  },
  {
    id: "start-again",
    group: "portal",
    related: ["how-to-login", "signature-again"],
  },
  {
    id: "step-back",
    group: "portal",
    related: ["start-again", "every-page"],
  },
  { id: "signature-again", group: "portal", related: ["every-page", "pin-safe"] },
  { id: "site-access", group: "portal", related: ["how-to-login", "pin-safe"] },
  {
    id: "portal-trouble",
    group: "portal",
    related: ["portal-refuses", "unsafe-site"],
  },
  {
    id: "unsafe-site",
    group: "portal",
    related: ["frauds", "portal-trouble"],
  },

  {
    id: "program-missing",
    group: "program",
    related: ["install-trouble", "snap", "what-i-need"],
    actions: ["welcome"],
  },
  { id: "snap", group: "program", related: ["program-missing", "every-page"] },
  {
    id: "program-trouble",
    group: "program",
    related: ["versions", "ask-for-help"],
  },
  {
    id: "versions",
    group: "program",
    related: ["program-trouble", "program-missing"],
  },
  {
    id: "install-trouble",
    group: "program",
    related: ["program-missing", "linux", "mac"],
  },
  { id: "no-drivers", group: "program", related: ["what-i-need", "card-busy", "change-pin"] },
  { id: "ask-for-help", group: "program", related: ["card-faulty", "program-trouble"], actions: ["card-page"] },
  { id: "language", group: "program", related: ["ask-for-help"], actions: ["options"] },

  { id: "other-ways", group: "ways", related: ["spid", "code-card"] },
  { id: "spid", group: "ways", related: ["other-ways"] },
  { id: "code-card", group: "ways", related: ["other-ways"], when: "code-card" },

  { id: "frauds", group: "safety", related: ["pin-safe", "suspend"] },
  { id: "pin-safe", group: "safety", related: ["frauds", "site-access"] },
] as const satisfies readonly EntryShape[];

export type EntryId = (typeof LIST)[number]["id"];
/** The entries of one group. */
export type EntriesOf<G extends Group> = Extract<(typeof LIST)[number], { group: G }>["id"];

/** One question of the help page. Its words are in `texts/`. */
export interface HelpEntry extends EntryShape {
  readonly id: EntryId;
  readonly related: readonly EntryId[];
}

/** All entries, in the order of the help page. */
export const ENTRIES: readonly HelpEntry[] = LIST;

/** The entry that answers an error, by the error policy; null for an error that people never meet in the browser. */
export function entryFor(code: ErrorCode): EntryId | null {
  // A policy that names an entry which does not exist does not compile here.
  return ERROR_POLICY[code].help;
}

/** Whether a text from outside (the address of the help page) is the id of an entry. */
export function isEntryId(id: string): id is EntryId {
  return ENTRIES.some((entry) => entry.id === id);
}
