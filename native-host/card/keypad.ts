import { VarcoError, type ErrorCode } from "../../shared/errors";
import { encode } from "./apdu";
import { parseAnswer, type Exchange } from "./exchange";
import type { Keypad } from "./transport";

/** What a reader says in place of the card's answer. Nothing was sent. PC/SC Workgroup part 10, 2.02.09. */
const SAID_BY_READER: ReadonlyMap<number, ErrorCode> = new Map<number, ErrorCode>([
  [0x6400, "keypad.timeout"],
  [0x6401, "keypad.cancelled"],
  [0x6402, "pin.repeat"],
  // Too short or too long, whichever of the codes it was.
  [0x6403, "pin.format"],
  // A cancel from this computer, which we never send.
  [0x6480, "keypad.cancelled"],
  [0x6b80, "keypad.failed"],
]);

/**
 * Has the codes of a command typed on the reader's keypad: one code, or two of which the second is typed twice. Throws
 * what the reader reports, and what `Keypad` throws.
 */
export function exchangeByKeypad(keypad: Keypad, codes: number): Exchange {
  return async (command) => {
    const apdu = encode(command);
    const response = parseAnswer(command, await (codes === 1 ? keypad.verify(apdu) : keypad.modify(apdu)));
    const said = SAID_BY_READER.get(response.statusWord);
    if (said !== undefined) throw new VarcoError(said);
    return response;
  };
}
