import type { HostClient } from '../host/client';

/**
 * Whether the server behind an address wants a client certificate, asked with nothing to be seen. Without host or server there is
 * nothing to offer, so every failure means no: the browser's own page stays.
 */
export async function asksForCertificate(host: HostClient, url: string): Promise<boolean> {
  const release = host.hold({ cards: () => {}, lost: () => {} });
  try {
    const session = await host.session();
    const { result } = await session.request('probe', { url });
    return result.asks;
  } catch {
    return false;
  } finally {
    release();
  }
}
