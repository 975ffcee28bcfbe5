import type { CardTask, InsertedCard } from "../../card/view";
import { t } from "../i18n";
import { pukOf } from "./possible";

/** From this many PUK tries on, the form warns. */
const FEW_PUKS = 3;

/**
 * The warning before the next code when few tries are left. Screen readers announce it even if it appears after the
 * form has opened.
 */
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

/** Whether one more wrong PUK blocks it for good. */
export function isLastPuk(card: InsertedCard, task: CardTask): boolean {
  return task === "unblock" && pukOf(card).triesLeft === 1;
}

function warning(card: InsertedCard, task: CardTask): string | null {
  if (task !== "unblock") return card.pin.triesLeft === 1 ? t("last_try") : null;
  const { triesLeft } = pukOf(card);
  if (triesLeft === null || triesLeft > FEW_PUKS) return null;
  return triesLeft === 1 ? t("puk_last") : t("puk_few", String(triesLeft));
}
