import type { Ref } from "preact";
import type { Issuer } from "../../issuers/issuer";
import { ISSUERS } from "../../issuers/table";
import { language, t } from "../i18n";
import { issuerById } from "./chosen-issuer";

/** The search field, and the choice of the issuer whose cards the answers describe. */
export function SearchForm({
  field,
  query,
  setQuery,
  issuer,
  setIssuer,
}: {
  readonly field: Ref<HTMLInputElement>;
  readonly query: string;
  readonly setQuery: (query: string) => void;
  readonly issuer: Issuer;
  readonly setIssuer: (issuer: Issuer) => void;
}) {
  const choose = (id: string) => {
    const chosen = issuerById(id);
    if (chosen !== null) setIssuer(chosen);
  };
  return (
    <form class="search" role="search" onSubmit={(event) => event.preventDefault()}>
      <div class="field">
        <label for="query">{t("help_page_search")}</label>
        <input
          ref={field}
          id="query"
          type="search"
          autocomplete="off"
          aria-describedby="query-hint"
          value={query}
          onInput={({ currentTarget }) => setQuery(currentTarget.value)}
        />
        <p class="hint" id="query-hint">
          {t("help_page_search_hint")}
        </p>
      </div>
      <div class="field">
        <label for="issuer">{t("help_page_issuer")}</label>
        <select id="issuer" value={issuer.id} onChange={({ currentTarget }) => choose(currentTarget.value)}>
          {ISSUERS.map(({ id, name }) => (
            <option key={id} value={id}>
              {name[language()]}
            </option>
          ))}
        </select>
      </div>
    </form>
  );
}
