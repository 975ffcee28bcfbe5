import type { ErrorCode } from "../../../shared/errors";
import type { MessageKey } from "../i18n";

/** What is at fault where an error leaves no doubt. The smart-card service is a part of the computer, not of the reader. */
const AT_FAULT = [
  {
    fault: "card_test_fault_card",
    codes: ["card.mute", "card.not-cns", "card.not-activated", "card.certificate", "card.answer", "card.signature"],
  },
  { fault: "card_test_fault_reader", codes: ["reader.none", "reader.gone", "reader.short-only", "keypad.failed"] },
  {
    fault: "card_test_fault_program",
    codes: [
      "reader.service",
      "reader.not-allowed",
      "host.missing",
      "host.gone",
      "host.caller-refused",
      "protocol.version",
      "message.malformed",
      "message.too-long",
      "internal",
    ],
  },
] as const satisfies readonly { fault: MessageKey; codes: readonly ErrorCode[] }[];

/** What a failed test of the card says: whether card, reader or program is at fault, or nobody. */
export function faultText(code: ErrorCode): MessageKey {
  return AT_FAULT.find(({ codes }) => codes.some((known) => known === code))?.fault ?? "card_test_fault_nobody";
}
