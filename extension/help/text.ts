import type { Condition } from "./conditions";
import type { EntriesOf, EntryId, Group } from "./entries";

/**
 * A few sentences. With `when`, the help shows them only for issuers that meet the condition. `fill.ts` fills `{name}`.
 */
export type Line = string | { readonly when: Condition; readonly text: string };
/** A paragraph, or a list of things to do or to bring. */
export type Block = Line | { readonly steps: readonly Line[] };

export interface EntryText {
  readonly question: string;
  /** Search words that question and answer do not contain, separated by spaces. */
  readonly words: string;
  readonly answer: readonly Block[];
}

/** The texts of the entries of one group. A missing or an extra one does not compile. */
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
