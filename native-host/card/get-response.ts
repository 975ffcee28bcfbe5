import { SHORT_ANSWER } from "./apdu";
import { refused, type Exchange } from "./exchange";
import { meaningOf } from "./status-word";

/** 32 × 256 bytes is more than any answer of these cards. A faulty card is not followed further. */
const MOST_ROUNDS = 32;
const OK = 0x9000;

/**
 * Processor for 61xx ("xx more bytes", ISO/IEC 7816-4:2013 §5.3.4): fetches them with GET RESPONSE and joins them. When
 * the command wanted no data, it leaves them on the card. Throws `card.answer` when the card announces data and sends
 * none.
 */
export function withGetResponse(send: Exchange): Exchange {
  return async (command) => {
    let response = await send(command);
    const parts = [response.data];
    for (let round = 0; meaningOf(response.statusWord) === "more-data"; round += 1) {
      if (command.le === undefined) return { data: response.data, statusWord: OK };
      if (round === MOST_ROUNDS) throw refused(command, response);
      response = await send({
        step: command.step,
        cla: command.cla & ~0x10,
        ins: 0xc0,
        p1: 0,
        p2: 0,
        le: response.statusWord & 0xff || SHORT_ANSWER,
      });
      if (response.data.length === 0 && meaningOf(response.statusWord) === "more-data")
        throw refused(command, response);
      parts.push(response.data);
    }
    return parts.length === 1 ? response : { data: Buffer.concat(parts), statusWord: response.statusWord };
  };
}
