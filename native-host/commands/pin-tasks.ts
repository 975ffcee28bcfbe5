import type { PinRules } from "../../shared/pin-rules";
import type { CardCare, CodeStates } from "../cards/care";
import { checkChange, checkUnblock } from "../cards/code-rules";
import type { Person } from "../cards/person";

/** At so many PUK tries or fewer the command warns. */
const FEW_PUK_TRIES = 3;

/** The rules for a new PIN, in one line. A reader's keypad checks only the number of digits. */
export function newPinRules({ of, min, max }: PinRules): string {
  const one = of === "digits" ? "digit" : "character";
  return `${min} to ${max} ${of}, not one ${one} repeated, no sequence such as 12345`;
}

/**
 * One thing that `pin` does. It takes two codes: lines of standard input, or null when they are typed on the reader.
 */
export interface PinTask {
  readonly name: string;
  /** Whether it takes the PUK, for which PKCS#11 has no word. */
  readonly needsPuk: boolean;
  /** The codes to type on the reader. */
  readonly typed: string;
  /** The prompt for the code that comes before the new PIN. */
  readonly prompt: string;
  readonly done: string;
  /** A warning to show before the codes are asked for, as a line. null: none. */
  readonly warning: (before: CodeStates) => string | null;
  readonly run: (
    care: CardCare,
    reader: string,
    person: Person,
    codes: readonly [Buffer, Buffer] | null,
  ) => Promise<CodeStates>;
}

export const PIN_TASKS: readonly PinTask[] = [
  {
    name: "change",
    needsPuk: false,
    typed: "the old PIN, then the new one twice",
    prompt: "Old PIN: ",
    done: "The PIN was changed.",
    warning: ({ pin: { triesLeft } }) => (triesLeft === 1 ? "Warning: one more wrong PIN blocks it.\n" : null),
    run: async (care, reader, person, codes) => {
      if (codes) checkChange({ oldPin: text(codes[0]), newPin: text(codes[1]) }, await care.pinRules(reader));
      return care.changePin(reader, person, codes && { oldPin: codes[0], newPin: codes[1] });
    },
  },
  {
    name: "unblock",
    needsPuk: true,
    typed: "the PUK (all 8 digits), then the new PIN twice",
    prompt: "PUK, 8 digits: ",
    done: "The PIN is unblocked. From now on use the new one.",
    warning: ({ puk: { triesLeft } }) =>
      triesLeft !== null && triesLeft > 0 && triesLeft <= FEW_PUK_TRIES
        ? `Warning: PUK tries left: ${triesLeft}. After the last one the PUK is blocked for good.\n`
        : null,
    run: async (care, reader, person, codes) => {
      if (codes) checkUnblock({ puk: text(codes[0]), newPin: text(codes[1]) }, await care.pinRules(reader));
      return care.unblockPin(reader, person, codes && { puk: codes[0], newPin: codes[1] });
    },
  },
];

/** The rules take strings. A string cannot be wiped, but this process ends soon. */
function text(code: Buffer): string {
  return code.toString("utf8");
}
