import { look } from "../tls/probe";
import type { Trust } from "../tls/trust";
import type { Handlers } from "../messaging/handlers";

/** Milliseconds for the handshake: nobody waits for the answer. */
const PATIENCE = 10_000;

/** Asks a server by the handshake alone whether it wants a certificate. It touches no card. */
export function lookRequest(trust: Trust): Handlers["look"] {
  return async ({ origin, proxy }, { signal }) => ({
    asks: await look(origin, { trust, signal, proxy, times: { handshake: PATIENCE, silence: PATIENCE } }),
  });
}
