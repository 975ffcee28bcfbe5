import type { Condition } from "./conditions";
import type { EntriesOf, EntryId, Group } from "./entries";

/** A sentence or a few; with `when`, said only where that holds of the issuer. `{name}` is filled as `fill.ts` says. */
export type Line = string | { readonly when: Condition; readonly text: string };
/** A paragraph, or things to do or to bring, one by one. */
export type Block = Line | { readonly steps: readonly Line[] };

export interface EntryText {
  readonly question: string;
  /** Words that people look for and that question and answer do not hold, separated by spaces. */
  readonly words: string;
  readonly answer: readonly Block[];
}

/** The texts of the entries of one group: one that is missing, or one too many, does not compile. */
export type GroupTexts<G extends Group> = Readonly<Record<EntriesOf<G>, EntryText>>;

/** All words of the help page in one language. */
export interface HelpTexts {
  readonly groups: Readonly<Record<Group, string>>;
  readonly entries: Readonly<Record<EntryId, EntryText>>;
}

/** A line for some issuers only. */
export function when(condition: Condition, text: string): Line {
  return { when: condition, text };
}

/** Things to do or to bring. */
export function steps(...lines: readonly Line[]): Block {
  return { steps: lines };
}
