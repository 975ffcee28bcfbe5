import { addressOf, parseHttpsUrl } from "../address";
import type { CardMonitor } from "../cards/monitor";
import type { ProbedServers } from "../relay/probed-servers";
import { settledWithin } from "../readers/within";
import { probe } from "../tls/probe";
import { dialAhead } from "../tls/threads";
import type { Trust } from "../tls/trust";
import type { Handlers } from "../messaging/handlers";

/** Milliseconds for which a slow card may hold up the answer. */
const CARD_PATIENCE = 1000;

/**
 * Asks a server whether it wants a certificate and of which issuers. It uses no card for that. A login begins with this
 * request, so meanwhile the monitor asks the cards how many tries are left. A server that asks is probably logged
 * in to next: the probe's TLS thread connects to it again.
 */
export function probeRequest(trust: Trust, monitor: CardMonitor, probed: ProbedServers): Handlers["probe"] {
  return async ({ url, proxy }, { signal }) => {
    const [result] = await Promise.all([
      probe(url, { trust, signal, proxy, leavesThread: true }),
      settledWithin(CARD_PATIENCE, monitor.askTriesAgain()),
    ]);
    if (result.asks && !signal.aborted) {
      const server = parseHttpsUrl(url);
      probed.note(server.origin);
      dialAhead(trust, { address: addressOf(server), proxy });
    }
    return result;
  };
}
