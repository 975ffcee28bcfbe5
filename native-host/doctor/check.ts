import type { ErrorDetails } from "../../shared/errors";
import type { CheckId, OutcomeOf, Unseen } from "./outcomes";
import type { Patient } from "./patient";

/** How a check ended, before it has texts. */
export interface Outcome<Name extends string = string> {
  readonly outcome: Name;
  /** For the texts. Never personal data. */
  readonly details?: ErrorDetails;
  /** What the person can paste into a terminal. */
  readonly command?: string | null;
}

/** A check that has not looked, because that one has to be mended first. */
export interface Waiting {
  readonly waitsFor: CheckId;
}

/** What a failed check keeps a person from: every login, a login at the portal that was named, or nothing yet. */
export type Weight = "login" | "portal" | "advice";

/** One check. A new one is a file in `checks/`, a line in `table.ts`, its outcomes and its texts. */
export interface Check<Id extends CheckId> {
  readonly id: Id;
  readonly weight: Weight;
  /** The systems on which there is something to look at; without it, all. */
  readonly systems?: readonly NodeJS.Platform[];
  /** Looks, and changes nothing. May throw: then nothing is known. */
  readonly examine: (patient: Patient) => Promise<Outcome<OutcomeOf<Id> | Unseen> | Waiting>;
  /** Mends what needs no administrator. Returns the files that it wrote or removed. Throws a `VarcoError`. */
  readonly mend?: (patient: Patient) => Promise<readonly string[]>;
}

/** Any check of the table. */
export type AnyCheck = { readonly [Id in CheckId]: Check<Id> }[CheckId];
