import type { CardOrder } from "../../card/view";
import type { HostSession, RequestOptions } from "../../host/session";
import type { Codes } from "./inserted-cards";

/**
 * Has the host carry out one task, once. Returns the tries that the codes have afterwards, as far as they are known.
 * Throws the host's errors.
 */
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
      // The right PIN has reset the counter. Only the card knows its full value.
      return { pin: { triesLeft: null, blocked: false } };
  }
}
