import { probe } from '../tls/probe';
import type { Trust } from '../tls/trust';
import type { Handlers } from './context';

/** Asks a server, without any card, whether it wants a certificate and of which issuers. */
export function probeRequest(trust: Trust): Handlers['probe'] {
  return ({ url }, { signal }) => probe(url, { trust, signal });
}
