import { useRef, useState } from "preact/hooks";
import type { Issuer } from "../../issuers/issuer";
import { language, t } from "../i18n";
import { OrganisationHelpLine } from "../organisation/help-line";

/** The report for the help line, ready to be copied, and the issuer's number if it has one. */
export function ReportSection({ text, issuer }: { readonly text: string; readonly issuer: Issuer }) {
  const [copied, setCopied] = useState<"report_copied" | "report_select" | null>(null);
  const details = useRef<HTMLDetailsElement>(null);
  const field = useRef<HTMLTextAreaElement>(null);
  const { helpLine } = issuer;

  const copy = async () => {
    setCopied(null);
    try {
      await navigator.clipboard.writeText(text);
      setCopied("report_copied");
    } catch {
      // The browser forbids it: the person can copy the selected text by hand.
      if (details.current) details.current.open = true;
      field.current?.select();
      setCopied("report_select");
    }
  };

  return (
    <section>
      <h2>{t("report_heading")}</h2>
      <p>{t("report_note")}</p>
      {helpLine !== null && (
        <p>
          {t("report_call", issuer.name[language()])} <a href={helpLine.tel}>{helpLine.number}</a>
        </p>
      )}
      <OrganisationHelpLine />
      <p class="buttons">
        <button type="button" data-testid="report-copy" onClick={() => void copy()}>
          {t("report_copy")}
        </button>
      </p>
      <p role="status">{copied === null ? "" : t(copied)}</p>
      <details ref={details}>
        <summary>{t("report_show")}</summary>
        <textarea
          ref={field}
          class="report"
          data-testid="report"
          readOnly
          aria-label={t("report_heading")}
          rows={text.split("\n").length}
          value={text}
        />
      </details>
    </section>
  );
}
