import type { ErrorCode, ErrorValue } from "../../../shared/errors";
import { CARD_TASKS, type CardTask, type CodeState, type InsertedCard } from "../../card/view";

/** Codes that were refused: they can be typed again at once. */
const TYPED_WRONG: readonly ErrorCode[] = [
  "pin.wrong",
  "pin.format",
  "pin.new-format",
  "pin.same",
  "pin.trivial",
  "pin.repeat",
  "pin.refused",
  "puk.wrong",
  "puk.format",
];

/** How the PUK of a card stands, as far as it is known. */
export function pukOf({ puk }: InsertedCard): CodeState {
  return puk ?? { triesLeft: null, blocked: false };
}

/** Whether no try is left. */
export function isBlocked({ triesLeft, blocked }: CodeState): boolean {
  return blocked || triesLeft === 0;
}

/** What can be done with a card as its codes stand. */
export function possibleTasks(card: InsertedCard): readonly CardTask[] {
  const [pin, puk] = [isBlocked(card.pin), isBlocked(pukOf(card))];
  return CARD_TASKS.filter((task) => (task === "unblock" ? !puk : !pin));
}

/** What is blocked, the worse first; null: nothing. */
export function blockedCode(card: InsertedCard): ErrorValue | null {
  const code: ErrorCode | null = isBlocked(pukOf(card)) ? "puk.blocked" : isBlocked(card.pin) ? "pin.blocked" : null;
  return code && { code, details: {} };
}

/** Whether the person has to type again, and nothing else has to be done before. */
export function mayTypeAgain({ code }: ErrorValue): boolean {
  return TYPED_WRONG.includes(code);
}
