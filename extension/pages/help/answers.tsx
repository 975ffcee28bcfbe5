import { answerOf, entriesFor } from "../../help/answer";
import { GROUPS, type EntryId } from "../../help/entries";
import { helpTexts } from "../../help/texts/table";
import type { Issuer } from "../../issuers/issuer";
import { language, t } from "../i18n";
import { AnswerItem } from "./answer-item";

/** All questions, by group. */
export function AllAnswers({ issuer }: { readonly issuer: Issuer }) {
  const entries = entriesFor(issuer);
  return (
    <>
      {GROUPS.map((group) => (
        <section key={group} aria-labelledby={`group-${group}`}>
          <h2 id={`group-${group}`}>{helpTexts(language()).groups[group]}</h2>
          <AnswerList ids={entries.filter((entry) => entry.group === group).map(({ id }) => id)} issuer={issuer} />
        </section>
      ))}
    </>
  );
}

/** The results of a search, the best first. */
export function FoundAnswers({ ids, issuer }: { readonly ids: readonly EntryId[]; readonly issuer: Issuer }) {
  return (
    <section aria-labelledby="found">
      <h2 id="found">{t("help_page_results")}</h2>
      <AnswerList ids={ids} issuer={issuer} />
    </section>
  );
}

function AnswerList({ ids, issuer }: { readonly ids: readonly EntryId[]; readonly issuer: Issuer }) {
  const answers = ids.map((id) => answerOf(id, issuer, language())).filter((answer) => answer !== null);
  return (
    <>
      {answers.map((answer) => (
        <AnswerItem key={answer.id} answer={answer} />
      ))}
    </>
  );
}
