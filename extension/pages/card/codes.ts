import type { ErrorCode, ErrorValue } from "../../../shared/errors";
import { isPin, isPuk, newPinProblem } from "../../../shared/pin-rules";
import type { CardOrder, CardTask } from "../../card/view";

export type FieldName = "oldPin" | "puk" | "newPin" | "again" | "pin";

/** What is typed for each task, in this order. */
export const FIELDS: Readonly<Record<CardTask, readonly FieldName[]>> = {
  change: ["oldPin", "newPin", "again"],
  unblock: ["puk", "newPin", "again"],
  test: ["pin"],
};

/** What was typed, just as it was; nothing where a task has no such field. */
export type Typed = Readonly<Record<FieldName, string>>;

/** Why the card is not asked: nothing was sent. */
export interface TypingProblem {
  readonly error: ErrorValue;
  /** Where to type again: the first one is in the focus, all of them are emptied. */
  readonly fields: readonly [FieldName, ...FieldName[]];
}

/** The first thing that the card would refuse, or that may be a slip; null: the codes can go to the card. */
export function typingProblem(task: CardTask, typed: Typed): TypingProblem | null {
  if (task === "test") return isPin(typed.pin) ? null : problem("pin.format", "pin");
  if (task === "change" && !isPin(typed.oldPin)) return problem("pin.format", "oldPin");
  if (task === "unblock" && !isPuk(typed.puk)) return problem("puk.format", "puk");
  const unfit = newPinProblem(typed.newPin, task === "change" ? typed.oldPin : null);
  if (unfit !== null) return problem(unfit, "newPin", "again");
  return typed.again === typed.newPin ? null : problem("pin.repeat", "newPin", "again");
}

/** The task with its codes. */
export function orderOf(task: CardTask, { oldPin, puk, newPin, pin }: Typed): CardOrder {
  switch (task) {
    case "change":
      return { task, codes: { oldPin, newPin } };
    case "unblock":
      return { task, codes: { puk, newPin } };
    case "test":
      return { task, codes: { pin } };
  }
}

/** The task with codes that are typed on the reader. */
export function keypadOrder(task: CardTask): CardOrder {
  return { task, codes: null };
}

function problem(code: ErrorCode, ...fields: TypingProblem["fields"]): TypingProblem {
  return { error: { code, details: {} }, fields };
}
