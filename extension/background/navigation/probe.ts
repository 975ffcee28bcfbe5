import type { HostClient } from "../../host/client";

/** Asks the server behind an address, invisibly, whether it wants a client certificate. null: nobody can tell. */
export async function asksForCertificate(host: HostClient, url: string): Promise<boolean | null> {
  const release = host.hold({ cards: () => {}, lost: () => {} });
  try {
    const session = await host.session();
    const { result } = await session.request("probe", { url });
    return result.asks;
  } catch {
    return null;
  } finally {
    release();
  }
}
