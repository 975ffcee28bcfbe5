import type { CardMonitor } from "../cards/monitor";
import { settledWithin } from "../readers/within";
import { probe } from "../tls/probe";
import type { Trust } from "../tls/trust";
import type { Handlers } from "./context";

/** Milliseconds for which a card that is slow to say its tries holds up the answer. */
const CARD_PATIENCE = 1000;

/**
 * Asks a server, without using any card for it, whether it wants a certificate and of which issuers. A login begins with this:
 * meanwhile the cards say anew how many tries are left.
 */
export function probeRequest(trust: Trust, monitor: CardMonitor): Handlers["probe"] {
  return async ({ url }, { signal }) => {
    const [result] = await Promise.all([
      probe(url, { trust, signal }),
      settledWithin(CARD_PATIENCE, monitor.askTriesAgain()),
    ]);
    return result;
  };
}
