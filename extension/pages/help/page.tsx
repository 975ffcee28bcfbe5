import { useEffect, useRef, useState } from "preact/hooks";
import { entriesFor } from "../../help/answer";
import { isEntryId } from "../../help/entries";
import { search } from "../../help/search";
import type { Issuer } from "../../issuers/issuer";
import { Frame } from "../frame";
import { language, t } from "../i18n";
import { OrganisationHelpLine } from "../organisation/help-line";
import { Actions } from "./actions";
import { elementId } from "./answer-item";
import { AllAnswers, FoundAnswers } from "./answers";
import { OutwardLink } from "./pieces";
import { SearchForm } from "./search-form";

interface HelpPageProps {
  readonly issuer: Issuer;
  readonly setIssuer: (issuer: Issuer) => void;
  /** The entry that the address names; a new object for each request. */
  readonly wanted: { readonly entry: string } | null;
}

/** All questions and answers, or those that a search finds. */
export function HelpPage({ issuer, setIssuer, wanted }: HelpPageProps) {
  const [query, setQuery] = useState("");
  const field = useRef<HTMLInputElement>(null);
  const shown = useRef<HelpPageProps["wanted"]>(null);
  useEffect(() => {
    if (wanted === null || shown.current === wanted) return;
    if (query !== "") {
      setQuery("");
      return;
    }
    shown.current = wanted;
    reveal(wanted.entry);
  }, [wanted, query]);

  const found = search(query, language(), issuer);
  const showAll = () => {
    setQuery("");
    field.current?.focus();
  };
  return (
    <Frame title={t("help_page_title")} here="help" issuer={issuer.id}>
      <SearchForm field={field} query={query} setQuery={setQuery} issuer={issuer} setIssuer={setIssuer} />
      <p role="status" class="count">
        {query.trim() === "" ? "" : countText(found.length, query)}
      </p>
      {wanted !== null && query === "" && <NotThere entry={wanted.entry} issuer={issuer} />}
      {query.trim() === "" && <AllAnswers issuer={issuer} />}
      {query.trim() !== "" && found.length > 0 && <FoundAnswers ids={found} issuer={issuer} />}
      {query.trim() !== "" && (
        <p class="buttons">
          <button type="button" onClick={showAll}>
            {t("help_page_show_all")}
          </button>
        </p>
      )}
      <Contact issuer={issuer} />
    </Frame>
  );
}

function countText(count: number, query: string): string {
  if (count === 0) return t("help_page_nothing", query.trim());
  return count === 1 ? t("help_page_found_one") : t("help_page_found", String(count));
}

/** Tells that the address names an entry that is not on the page. */
function NotThere({ entry, issuer }: { readonly entry: string; readonly issuer: Issuer }) {
  if (entriesFor(issuer).some(({ id }) => id === entry)) return null;
  return <p class="notice info">{t(isEntryId(entry) ? "help_page_other_issuer" : "help_page_no_entry")}</p>;
}

/** Where to ask when no entry helps. */
function Contact({ issuer: { helpLine, body } }: { readonly issuer: Issuer }) {
  return (
    <section class="contact">
      <h2>{t("help_page_contact")}</h2>
      {helpLine === null ? (
        <p>{t("help_page_contact_body", body[language()])}</p>
      ) : (
        <p>
          {t("help_page_contact_call")} <OutwardLink link={{ text: helpLine.number, href: helpLine.tel }} />
        </p>
      )}
      <OrganisationHelpLine />
      <Actions actions={["welcome", "card-page"]} />
    </section>
  );
}

/** Opens an entry and scrolls to it. */
function reveal(entry: string): void {
  const details = document.getElementById(elementId(entry));
  if (!(details instanceof HTMLDetailsElement)) return;
  details.open = true;
  details.querySelector("summary")?.focus({ preventScroll: true });
  details.scrollIntoView({ block: "start" });
}
