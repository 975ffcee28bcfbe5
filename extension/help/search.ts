import { isErrorCode } from "../../shared/errors";
import type { Issuer } from "../issuers/issuer";
import type { Language } from "../issuers/language";
import { answerOf, entriesFor } from "./answer";
import { entryFor, type EntryId } from "./entries";
import { asPlainText } from "./fill";
import { helpTexts } from "./texts/table";
import { fit, wordsOf, wordsToFind } from "./words";

/** How much a word counts by the place where it is found. Each place outweighs all places below it. */
const WEIGHTS = { question: 100, words: 10, text: 1 };

/** The words of one entry, by the place where they stand. */
interface IndexedEntry {
  readonly id: EntryId;
  readonly places: readonly { readonly weight: number; readonly words: readonly string[] }[];
}

/** Built at the first search and kept while the page is open: normalising takes longer than searching. */
const indexes = new WeakMap<Issuer, Map<Language, readonly IndexedEntry[]>>();

/**
 * The entries that contain all words of a query, the best first. A word in the question counts more than one in the
 * search words, and that more than one in the answer. Accents, capitals and words like "the" do not matter. An error
 * code finds its entry.
 */
export function search(query: string, language: Language, issuer: Issuer): readonly EntryId[] {
  const code = query.trim();
  const answer = isErrorCode(code) ? entryFor(code) : null;
  if (answer !== null) return [answer];
  const wanted = wordsToFind(query, language);
  if (wanted.length === 0) return [];
  return indexFor(issuer, language)
    .map((entry) => ({ id: entry.id, score: score(entry, wanted) }))
    .filter((found) => found.score > 0)
    .sort((one, other) => other.score - one.score)
    .map(({ id }) => id);
}

/** 0 if one of the words is nowhere in the entry. */
function score({ places }: IndexedEntry, wanted: readonly string[]): number {
  const scores = wanted.map((one) => places.reduce((sum, { weight, words }) => sum + weight * best(words, one), 0));
  return scores.includes(0) ? 0 : scores.reduce((sum, one) => sum + one, 0);
}

function best(words: readonly string[], wanted: string): number {
  return words.reduce((found, word) => Math.max(found, fit(word, wanted)), 0);
}

function indexFor(issuer: Issuer, language: Language): readonly IndexedEntry[] {
  const ofIssuer = indexes.get(issuer) ?? new Map<Language, readonly IndexedEntry[]>();
  indexes.set(issuer, ofIssuer);
  const index = ofIssuer.get(language) ?? entriesFor(issuer).map(({ id }) => indexed(id, issuer, language));
  ofIssuer.set(language, index);
  return index;
}

function indexed(id: EntryId, issuer: Issuer, language: Language): IndexedEntry {
  const answer = answerOf(id, issuer, language);
  const pieces = (answer?.blocks ?? []).flatMap((block) => (block.kind === "steps" ? block.steps : [block.pieces]));
  return {
    id,
    places: [
      { weight: WEIGHTS.question, words: wordsOf(answer?.question ?? "") },
      { weight: WEIGHTS.words, words: wordsOf(helpTexts(language).entries[id].words) },
      { weight: WEIGHTS.text, words: wordsOf(pieces.map(asPlainText).join(" ")) },
    ],
  };
}
