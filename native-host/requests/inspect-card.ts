import type { CardCare } from "../cards/care";
import type { Handlers } from "../messaging/handlers";

/** Reads what a card page shows beyond the state of the cards. Spends no try. */
export function inspectCardRequest(care: CardCare): Handlers["inspectCard"] {
  return async ({ reader }, person) => {
    const { pin, puk, more } = await care.inspect(reader, person, async (card, { der }) => ({
      serial: await card.readSerial(),
      der,
    }));
    return {
      serial: more.serial,
      pin: { ...pin },
      puk: { ...puk },
      certificate: Buffer.from(more.der).toString("base64"),
    };
  };
}
