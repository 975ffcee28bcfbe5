import type { CardOrder } from "../../card/view";
import type { HostSession, RequestOptions } from "../../host/session";
import type { Codes } from "./inserted-cards";

/** Has the host do what a person wants of a card, once. Returns where the codes stand afterwards, as far as that is known. Throws what the host answers. */
export async function perform(
  host: HostSession,
  reader: string,
  order: CardOrder,
  options: RequestOptions,
): Promise<Partial<Codes>> {
  switch (order.task) {
    case "change":
      return (await host.request("changePin", { reader, codes: order.codes }, options)).result;
    case "unblock":
      return (await host.request("unblockPin", { reader, codes: order.codes }, options)).result;
    case "test":
      await host.request("testCard", { reader, codes: order.codes }, options);
      // The right PIN has set the counter back, to what only the card can say.
      return { pin: { triesLeft: null, blocked: false } };
  }
}
