import { createContext } from 'preact';
import { general } from '../issuers/general';
import { issuerOf } from '../issuers/table';

/** Identifier (extension/issuers) of who issued the card that a page is about, null where it is not known: links to the help take it along. */
export const KnownIssuer = createContext<string | null>(null);

/** The issuer that all these cards have, by the issuers of their certificates; null where they have several, or none of those that Varco knows. */
export function issuerOfAll(certificateIssuers: readonly string[]): string | null {
  const [only, ...others] = new Set(certificateIssuers.map((issuer) => issuerOf(issuer).id));
  return only === undefined || others.length > 0 || only === general.id ? null : only;
}
