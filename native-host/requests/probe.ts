import { parseHttpsUrl } from '../tls/address';
import { probe } from '../tls/probe';
import type { Handlers } from './context';

/** Asks a server, without any card, whether it wants a certificate and of which issuers. */
export function probeRequest(extraTrust: readonly string[]): Handlers['probe'] {
  return async ({ url }, { signal }) => {
    const { asks, issuers, tls } = await probe(parseHttpsUrl(url), { extraTrust, signal });
    return { asks, issuers: [...issuers], tls };
  };
}
