import type { HostClient } from "../../host/client";

/** Whether the server behind an address wants a client certificate, asked with nothing to be seen; null if that cannot be found out. */
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
