import { VarcoError } from "../../shared/errors";
import { encode, type CommandApdu, type ResponseApdu } from "./apdu";
import { statusWordText } from "./hex";
import { isStatusWord, meaningOf } from "./status-word";
import type { CardTransport } from "./transport";

/** Sends a command and returns the answer. The processors are stacked as functions of this type. */
export type Exchange = (command: CommandApdu) => Promise<ResponseApdu>;

/**
 * The lowest exchange: one command, one APDU on the wire. In T=0 a command with data loses its Le; the answer is then
 * announced by 61xx (ISO/IEC 7816-3:2006 §12.2). Throws `card.mute` for an answer too short for a status
 * word, `card.answer` for one whose status word cannot be one, and what the transport throws.
 */
export function exchangeOver(transport: CardTransport): Exchange {
  return async (command) => {
    const apdu = encode(command, transport.protocol === "T=1" || command.data === undefined);
    try {
      return parseAnswer(command, await transport.transmit(apdu));
    } finally {
      if (command.secret === true) apdu.fill(0);
    }
  };
}

/** The error for an answer that stops a step: `card.answer` with the step and the status word. */
export function refused(command: CommandApdu, response: ResponseApdu): VarcoError {
  return new VarcoError("card.answer", { step: command.step, statusWord: statusWordText(response.statusWord) });
}

/** Sends a command that must succeed (9000). Throws `card.answer`. */
export async function expectOk(send: Exchange, command: CommandApdu): Promise<Uint8Array> {
  const response = await send(command);
  if (meaningOf(response.statusWord) !== "ok") throw refused(command, response);
  return response.data;
}

/** Splits an answer into data and status word. Throws `card.mute`, `card.answer` as `exchangeOver` does. */
export function parseAnswer(command: CommandApdu, answer: Uint8Array): ResponseApdu {
  const [sw1, sw2] = answer.subarray(-2);
  if (sw1 === undefined || sw2 === undefined) throw new VarcoError("card.mute", { step: command.step });
  const response = { data: answer.subarray(0, -2), statusWord: (sw1 << 8) | sw2 };
  if (!isStatusWord(response.statusWord)) throw refused(command, response);
  return response;
}
