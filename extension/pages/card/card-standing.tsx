import type { ErrorCode } from "../../../shared/errors";
import type { InsertedCard } from "../../card/view";
import { blockedPin } from "../blocked-pin";
import { errorText } from "../error-text";
import { HelpLink } from "../help-link";
import { t } from "../i18n";
import { isAboutCodes, remarksOf, remarkText, type Remark } from "./standing";
import { duration, validityOf } from "./validity";

/**
 * Says how the card stands and what the person can do with it. Only a card that has told its state and leaves nothing
 * to remark is green. `quiet`: the section speaks of PIN and PUK elsewhere. `doubtful`: the last work with the card
 * failed. `through`: the program of its maker through which it works.
 */
export function CardStanding({
  card,
  through,
  now,
  quiet,
  doubtful,
}: {
  readonly card: InsertedCard;
  readonly through: string | undefined;
  readonly now: Date;
  readonly quiet: boolean;
  readonly doubtful: boolean;
}) {
  const remarks = remarksOf(card, through, now);
  if (remarks.length === 0) {
    // Valid dates are no comfort where the card does not answer or a work has just failed.
    if (doubtful || card.details.state === "failed") return null;
    return <StillValid card={card} now={now} />;
  }
  const said = remarks.filter((remark) => !quiet || !isAboutCodes(remark));
  return (
    <div data-testid="remarks">
      {said.map((remark) => (
        <RemarkNotice key={remark.about} remark={remark} />
      ))}
    </div>
  );
}

/** Whether the card itself has said how it stands. */
function isSure({ details, pin }: InsertedCard): boolean {
  return details.state === "known" && pin.triesLeft !== null;
}

function StillValid({ card, now }: { readonly card: InsertedCard; readonly now: Date }) {
  const validity = validityOf(card.certificate, now);
  if (validity?.state !== "valid") return null;
  return <p class={`notice ${isSure(card) ? "good" : "info"}`}>{t("card_page_valid", duration(validity.months))}</p>;
}

/** How grave each remark is, and the error that the help answers. */
const LOOKS: Readonly<Record<Remark["about"], { readonly kind: "warning" | "problem"; readonly help: ErrorCode }>> = {
  dead: { kind: "problem", help: "puk.blocked" },
  expired: { kind: "problem", help: "certificate.expired" },
  "pin-blocked": { kind: "problem", help: "pin.blocked" },
  "last-try": { kind: "warning", help: "pin.wrong" },
  "puk-blocked": { kind: "warning", help: "puk.blocked" },
  "not-yet-valid": { kind: "warning", help: "certificate.not-yet-valid" },
  "expires-soon": { kind: "warning", help: "certificate.expired" },
};

function RemarkNotice({ remark }: { readonly remark: Remark }) {
  const { kind, help } = LOOKS[remark.about];
  const remedy = remedyOf(remark);
  return (
    <div class={`notice ${kind}`} data-remark={remark.about}>
      <p>
        <strong>{remarkText(remark)}</strong>
      </p>
      {remedy !== null && <p>{remedy}</p>}
      <p>
        <HelpLink code={remark.about === "pin-blocked" ? blockedPin(remark.through).code : help} />
      </p>
    </div>
  );
}

/** What the person can do; null where the remark says it already. */
function remedyOf(remark: Remark): string | null {
  switch (remark.about) {
    case "dead":
      return errorText({ code: "puk.blocked", details: {} }).remedy;
    case "expired":
      return errorText({ code: "certificate.expired", details: {} }).remedy;
    case "pin-blocked":
      return remark.through === undefined ? t("card_page_unblock_here") : errorText(blockedPin(remark.through)).remedy;
    case "last-try":
      return t("card_last_try_remedy");
    case "puk-blocked":
      return `${t("card_page_pin_still_works")} ${errorText({ code: "puk.blocked", details: {} }).remedy}`;
    case "not-yet-valid":
      return errorText({ code: "certificate.not-yet-valid", details: {} }).remedy;
    case "expires-soon":
      return null;
  }
}
