import type { ErrorCode, ErrorValue } from "../../../shared/errors";
import { isPin, isPuk, newPinProblem } from "../../../shared/pin-rules";
import type { CardOrder, CardTask } from "../../card/view";

export type FieldName = "oldPin" | "puk" | "newPin" | "again" | "pin";

/** The codes that each task asks for, in this order. */
export const FIELDS: Readonly<Record<CardTask, readonly FieldName[]>> = {
  change: ["oldPin", "newPin", "again"],
  unblock: ["puk", "newPin", "again"],
  test: ["pin"],
};

/** The typed codes, unchanged. A field that the task does not have is empty. */
export type Typed = Readonly<Record<FieldName, string>>;

/** Why Varco sends nothing to the card. */
export interface TypingProblem {
  readonly error: ErrorValue;
  /** The fields to type again. All of them are emptied, and the first one gets the focus. */
  readonly fields: readonly [FieldName, ...FieldName[]];
}

/** The first thing that the card would refuse or that looks like a slip. null: the codes can go to the card. */
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

/** The task, with codes that the person types on the reader. */
export function keypadOrder(task: CardTask): CardOrder {
  return { task, codes: null };
}

function problem(code: ErrorCode, ...fields: TypingProblem["fields"]): TypingProblem {
  return { error: { code, details: {} }, fields };
}
