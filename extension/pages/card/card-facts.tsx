import { useState } from "preact/hooks";
import type { CodeState, InsertedCard } from "../../card/view";
import { day, t } from "../i18n";
import { Through } from "../through";
import { issuerName } from "./issuer-name";
import { isBlocked, pukOf } from "./possible";

/** All that is known of a card and its reader, except the name of the holder. Programs of makers tell of no PUK. */
export function CardFacts({
  card,
  reader,
  keypad,
  through,
}: {
  readonly card: InsertedCard;
  readonly reader: string;
  readonly keypad: boolean;
  readonly through: string | undefined;
}) {
  const { holder, certificate, details } = card;
  const serial =
    details.state === "known"
      ? (details.serial ?? t("detail_unknown"))
      : details.state === "reading"
        ? "…"
        : t("detail_unknown");
  return (
    <dl class="facts">
      <div>
        <dt>{t("card_page_codice_fiscale")}</dt>
        <CodiceFiscale value={holder.codiceFiscale} />
      </div>
      <div>
        <dt>{t("card_page_issuer")}</dt>
        <dd>
          <bdi>{issuerName(certificate.issuer)}</bdi>
        </dd>
      </div>
      <div>
        <dt>{t("card_page_serial")}</dt>
        <dd>
          <bdi>{serial}</bdi>
        </dd>
      </div>
      <div>
        <dt>{t("card_page_validity")}</dt>
        <dd>{t("card_page_from_to", day(certificate.notBefore), day(certificate.notAfter))}</dd>
      </div>
      <div>
        <dt>{t("card_page_pin_tries")}</dt>
        <dd data-testid="pin-tries">{triesText(card.pin)}</dd>
      </div>
      {through === undefined && (
        <div>
          <dt>{t("card_page_puk_tries")}</dt>
          <dd data-testid="puk-tries">
            {card.puk === null && details.state === "reading" ? "…" : triesText(pukOf(card))}
          </dd>
        </div>
      )}
      <div>
        <dt>{t("card_page_family")}</dt>
        <dd>{card.family}</dd>
      </div>
      <div>
        <dt>{t("card_reader")}</dt>
        <dd>
          <bdi>{reader}</bdi>
          {keypad && ` (${t("card_page_with_keypad")})`}
        </dd>
      </div>
      <Through program={through} />
    </dl>
  );
}

/** Other people may see the screen: the number appears only when the person asks for it. */
function CodiceFiscale({ value }: { readonly value: string | null }) {
  const [shown, setShown] = useState(false);
  if (value === null) return <dd>{t("card_page_no_codice_fiscale")}</dd>;
  return (
    <dd>
      {shown && (
        <>
          <bdi data-testid="codice-fiscale">{value}</bdi>{" "}
        </>
      )}
      <button type="button" class="small" data-testid="show-codice-fiscale" onClick={() => setShown(!shown)}>
        {t(shown ? "card_page_hide_codice_fiscale" : "card_page_show_codice_fiscale")}
      </button>
    </dd>
  );
}

function triesText(state: CodeState): string {
  if (isBlocked(state)) return t("card_page_blocked");
  return state.triesLeft === null ? t("card_page_not_said") : String(state.triesLeft);
}
