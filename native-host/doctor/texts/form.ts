import type { CheckId, OutcomeOf, Unseen } from "../outcomes";

export type Language = "it" | "de" | "en";

/** What is wrong or right, and what to do about it. `{name}` stands for a detail. */
export type OutcomeText = readonly [cause: string] | readonly [cause: string, remedy: string];

/** Everything that the doctor says in one language. */
export interface Texts {
  readonly checks: {
    readonly [Id in CheckId]: { readonly title: string } & { readonly [Name in OutcomeOf<Id>]: OutcomeText };
  };
  readonly unseen: Readonly<Record<Unseen, string>>;
  readonly words: {
    readonly ok: string;
    readonly warning: string;
    readonly fault: string;
    readonly unknown: string;
    readonly skipped: string;
    readonly heading: string;
    readonly command: string;
    readonly mended: string;
    readonly notMended: string;
    readonly ready: string;
    readonly readyAt: string;
    readonly notReady: string;
  };
}
