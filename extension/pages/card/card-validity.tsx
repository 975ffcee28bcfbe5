import type { InsertedCard } from "../../card/view";
import { HelpLink } from "../help-link";
import { t } from "../i18n";
import { Notice } from "../notice";
import { duration, inDays, validityOf } from "./validity";

/** In one sentence, for how long the certificate of a card is still good. */
export function CardValidity({
  certificate,
  now,
}: {
  readonly certificate: InsertedCard["certificate"];
  readonly now: Date;
}) {
  const { notBefore, notAfter } = certificate;
  const validity = validityOf(certificate, now);
  switch (validity?.state) {
    case undefined:
      return null;
    case "expired":
      return <Notice error={{ code: "certificate.expired", details: { notAfter } }} kind="problem" />;
    case "not-yet-valid":
      return <Notice error={{ code: "certificate.not-yet-valid", details: { notBefore } }} kind="warning" />;
    case "soon":
      return (
        <div class="notice warning">
          <p>
            <strong>{t("card_page_expires_soon", inDays(validity.days))}</strong>
          </p>
          <p>
            <HelpLink code="certificate.expired" />
          </p>
        </div>
      );
    case "valid":
      return <p class="notice good">{t("card_page_valid", duration(validity.months))}</p>;
  }
}
