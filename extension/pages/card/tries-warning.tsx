import type { CardTask, InsertedCard } from "../../card/view";
import { t } from "../i18n";
import { pukOf } from "./possible";

/** PUK tries from which the end is in sight. */
const FEW_PUKS = 3;

/** What is to be known before the next code, where few tries are left; said also when it comes after the form. */
export function TriesWarning({
  card,
  task,
  id,
}: {
  readonly card: InsertedCard;
  readonly task: CardTask;
  readonly id: string;
}) {
  const text = warning(card, task);
  return (
    <div role="status" id={id}>
      {text !== null && (
        <p class="notice warning">
          <strong>{text}</strong>
        </p>
      )}
    </div>
  );
}

/** Whether a wrong code now is the end of the card. */
export function isLastPuk(card: InsertedCard, task: CardTask): boolean {
  return task === "unblock" && pukOf(card).triesLeft === 1;
}

function warning(card: InsertedCard, task: CardTask): string | null {
  if (task !== "unblock") return card.pin.triesLeft === 1 ? t("last_try") : null;
  const { triesLeft } = pukOf(card);
  if (triesLeft === null || triesLeft > FEW_PUKS) return null;
  return triesLeft === 1 ? t("puk_last") : t("puk_few", String(triesLeft));
}
