import type { PinRules } from "../../../shared/pin-rules";
import type { CardTask } from "../../card/view";
import { t, type MessageKey } from "../i18n";
import { ruleText } from "../rule-text";

interface TaskTexts {
  /** The label of buttons. */
  readonly button: MessageKey;
  /** The heading of form, progress and result. */
  readonly heading: MessageKey;
  /** What the task is for and what the person needs. */
  readonly note: MessageKey;
  /** What to type on a reader with a keypad, and in which order. */
  readonly keypad: (rules: PinRules) => string;
  readonly done: MessageKey;
}

export const TASK_TEXTS: Readonly<Record<CardTask, TaskTexts>> = {
  change: {
    button: "pin_change_button",
    heading: "pin_change_heading",
    note: "pin_change_note",
    keypad: (rules) => ruleText("pin_change_keypad", rules),
    done: "pin_change_done",
  },
  unblock: {
    button: "pin_unblock_button",
    heading: "pin_unblock_heading",
    note: "pin_unblock_note",
    keypad: () => t("pin_unblock_keypad"),
    done: "pin_unblock_done",
  },
  test: {
    button: "card_test_button",
    heading: "card_test_heading",
    note: "card_test_note",
    keypad: () => t("card_test_keypad"),
    done: "card_test_done",
  },
};
