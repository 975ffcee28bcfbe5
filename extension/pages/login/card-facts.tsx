import { day, t } from "../i18n";
import { Through } from "../through";
import type { UsableCard } from "./cards";

/**
 * Holder, expiry and PIN tries left of a card. An unknown value has its line too, so that nothing below moves when it
 * becomes known.
 */
export function CardFacts({ usable: { card, through } }: { readonly usable: UsableCard }) {
  const { triesLeft } = card.pin;
  return (
    <dl class="card">
      <div>
        <dt>{t("card_holder")}</dt>
        <dd>
          <bdi>{card.holder.name}</bdi>
        </dd>
      </div>
      <div>
        <dt>{t("card_expiry")}</dt>
        <dd>{day(card.certificate.notAfter)}</dd>
      </div>
      <div>
        <dt>{t("card_tries_left")}</dt>
        <dd>{triesLeft ?? t("card_page_not_said")}</dd>
      </div>
      <Through program={through} />
    </dl>
  );
}
