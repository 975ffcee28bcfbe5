import type { ErrorValue } from "../../../shared/errors";
import { isPuk, newPinProblem, pinProblem, type PinRules } from "../../../shared/pin-rules";
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
export function typingProblem(task: CardTask, typed: Typed, rules: PinRules): TypingProblem | null {
  if (task === "test") return problem(pinProblem(typed.pin, rules), "pin");
  return (
    problem(task === "change" ? pinProblem(typed.oldPin, rules) : null, "oldPin") ??
    problem(task === "unblock" && !isPuk(typed.puk) ? { code: "puk.format", details: {} } : null, "puk") ??
    problem(newPinProblem(typed.newPin, task === "change" ? typed.oldPin : null, rules), "newPin", "again") ??
    problem(typed.again === typed.newPin ? null : { code: "pin.repeat", details: {} }, "newPin", "again")
  );
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

function problem(error: ErrorValue | null, ...fields: TypingProblem["fields"]): TypingProblem | null {
  return error && { error, fields };
}
