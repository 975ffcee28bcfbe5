import type { HostClient } from "../../host/client";

/** Asks the server behind an address, invisibly, whether it wants a client certificate. null: nobody can tell. */
export function asksForCertificate(host: HostClient, url: string): Promise<boolean | null> {
  return held(host, async () => {
    const { host: session, way } = await host.reach();
    return (await session.request("probe", { url, ...way })).result.asks;
  });
}

/**
 * Asks the server of an origin by the handshake alone: it gets no request. null: nobody can tell, for instance because
 * there is no host.
 */
export function takesCertificate(host: HostClient, origin: string): Promise<boolean | null> {
  return held(host, async () => {
    const { host: session, way } = await host.reach();
    return (await session.request("look", { origin, ...way })).result.asks;
  });
}

/** The answer to a question of the host, which is held meanwhile. */
async function held(host: HostClient, question: () => Promise<boolean>): Promise<boolean | null> {
  const release = host.hold({ cards: () => {}, lost: () => {} });
  try {
    return await question();
  } catch {
    return null;
  } finally {
    release();
  }
}
