import { CARD_TASKS, type CardTask, type CodeState, type InsertedCard } from "../../card/view";

/** How the PUK of a card stands, as far as it is known. */
export function pukOf({ puk }: InsertedCard): CodeState {
  return puk ?? { triesLeft: null, blocked: false };
}

/** Whether no try is left. */
export function isBlocked({ triesLeft, blocked }: CodeState): boolean {
  return blocked || triesLeft === 0;
}

/**
 * The tasks that the codes of a card allow. `through`: the program of its maker through which it works; the PUK is that
 * program's own.
 */
export function possibleTasks(card: InsertedCard, through?: string): readonly CardTask[] {
  const [pin, puk] = [isBlocked(card.pin), isBlocked(pukOf(card))];
  return CARD_TASKS.filter((task) => (task === "unblock" ? !puk && through === undefined : !pin));
}
