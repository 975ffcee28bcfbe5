import { policyOf, type Fault } from "../../../shared/error-policy";
import type { ErrorCode } from "../../../shared/errors";
import type { MessageKey } from "../i18n";

const TEXTS: Readonly<Record<Fault, MessageKey>> = {
  card: "card_test_fault_card",
  reader: "card_test_fault_reader",
  program: "card_test_fault_program",
  // A test of the card asks no portal.
  portal: "card_test_fault_nobody",
  nobody: "card_test_fault_nobody",
};

/** Whose fault it is that a test of the card failed. */
export function faultText(code: ErrorCode): MessageKey {
  return TEXTS[policyOf(code).fault];
}
