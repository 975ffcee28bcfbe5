import type { HostClient } from "../../host/client";
import type { HostSession } from "../../host/session";

/** Asks the server behind an address, invisibly, whether it wants a client certificate. null: nobody can tell. */
export function asksForCertificate(host: HostClient, url: string): Promise<boolean | null> {
  return ask(host, async (session, way) => (await session.request("probe", { url, ...way })).result.asks);
}

/**
 * Asks the server of an origin by the handshake alone: it gets no request. null: nobody can tell, for instance because
 * there is no host.
 */
export function takesCertificate(host: HostClient, origin: string): Promise<boolean | null> {
  return ask(host, async (session, way) => (await session.request("look", { origin, ...way })).result.asks);
}

async function ask(
  host: HostClient,
  question: (session: HostSession, way: Awaited<ReturnType<HostClient["way"]>>) => Promise<boolean>,
): Promise<boolean | null> {
  const release = host.hold({ cards: () => {}, lost: () => {} });
  try {
    return await question(await host.session(), await host.way());
  } catch {
    return null;
  } finally {
    release();
  }
}
