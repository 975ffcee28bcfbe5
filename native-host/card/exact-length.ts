import { SHORT_ANSWER } from "./apdu";
import type { Exchange } from "./exchange";
import { meaningOf } from "./status-word";

/**
 * Processor for 6Cxx ("ask again for xx bytes", ISO/IEC 7816-4:2013 §5.3.4): repeats the command once with that Le.
 * A command that asks for no data is never repeated: a VERIFY sent twice would cost a second try.
 */
export function withExactLength(send: Exchange): Exchange {
  return async (command) => {
    const response = await send(command);
    if (command.le === undefined || meaningOf(response.statusWord) !== "exact-length") return response;
    return send({ ...command, le: response.statusWord & 0xff || SHORT_ANSWER });
  };
}
