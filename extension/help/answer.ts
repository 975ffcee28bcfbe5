import type { Issuer } from "../issuers/issuer";
import type { Language } from "../issuers/language";
import { holds } from "./conditions";
import { ENTRIES, type Action, type EntryId, type HelpEntry } from "./entries";
import { asPlainText, fillText, type Piece } from "./fill";
import type { Block, Line } from "./text";
import { helpTexts } from "./texts/table";

/** A part of an answer: one paragraph, or a list of things to do or to bring. */
export type AnswerBlock =
  | { readonly kind: "paragraph"; readonly pieces: readonly Piece[] }
  | { readonly kind: "steps"; readonly steps: readonly (readonly Piece[])[] };

/** An entry as a page shows it. */
export interface Answer {
  readonly id: EntryId;
  readonly question: string;
  readonly blocks: readonly AnswerBlock[];
  readonly actions: readonly Action[];
  readonly related: readonly { readonly id: EntryId; readonly question: string }[];
}

/** The entries that apply to the cards of an issuer, in the order of the help page. */
export function entriesFor(issuer: Issuer): readonly HelpEntry[] {
  return ENTRIES.filter((entry) => holds(entry.when, issuer));
}

/** The question of an entry. */
export function questionOf(id: EntryId, issuer: Issuer, language: Language): string {
  return asPlainText(fillText(helpTexts(language).entries[id].question, issuer, language));
}

/** An entry in the person's language, for the issuer of the card. null: the entry does not apply to its cards. */
export function answerOf(id: EntryId, issuer: Issuer, language: Language): Answer | null {
  const entries = entriesFor(issuer);
  const entry = entries.find((candidate) => candidate.id === id);
  if (entry === undefined) return null;
  return {
    id,
    question: questionOf(id, issuer, language),
    blocks: helpTexts(language).entries[id].answer.flatMap((block) => answerBlocks(block, issuer, language)),
    actions: entry.actions ?? [],
    related: entry.related
      .filter((other) => entries.some((candidate) => candidate.id === other))
      .map((other) => ({ id: other, question: questionOf(other, issuer, language) })),
  };
}

/** The block as this issuer's cards need it, or nothing. */
function answerBlocks(block: Block, issuer: Issuer, language: Language): readonly AnswerBlock[] {
  if (typeof block === "object" && "steps" in block) {
    const steps = block.steps.flatMap((line) => saidLines(line, issuer, language));
    return steps.length === 0 ? [] : [{ kind: "steps", steps }];
  }
  return saidLines(block, issuer, language).map((pieces) => ({ kind: "paragraph", pieces }));
}

function saidLines(line: Line, issuer: Issuer, language: Language): readonly (readonly Piece[])[] {
  const { when, text } = typeof line === "string" ? { when: undefined, text: line } : line;
  return holds(when, issuer) ? [fillText(text, issuer, language)] : [];
}
