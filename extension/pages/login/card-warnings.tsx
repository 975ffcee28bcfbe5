import type { ErrorValue } from "../../../shared/errors";
import { t } from "../i18n";
import { Notice } from "../notice";
import { triesLeft, warningsFor, type UsableCard } from "./cards";

/** Warnings about the card before its PIN is typed, here or in a dialog of the browser. */
export function CardWarnings({
  card,
  issuers,
  origin,
  refused,
}: {
  readonly card: UsableCard;
  readonly issuers: readonly string[];
  readonly origin: string;
  readonly refused: ErrorValue | null;
}) {
  return (
    <>
      {warningsFor(card, issuers, new URL(origin).host).map((error) => (
        <Notice key={error.code} error={error} kind="warning" more={t("warning_may_go_on")} />
      ))}
      {triesLeft(card, refused) === 1 && (
        <p class="notice warning" id="last-try">
          <strong>{t("last_try")}</strong>
        </p>
      )}
    </>
  );
}
