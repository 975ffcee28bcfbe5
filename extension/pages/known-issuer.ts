import { createContext } from "preact";
import type { Issuer } from "../issuers/issuer";
import { issuerOf } from "../issuers/table";

/** Identifier (extension/issuers) of who issued the card that a page is about, null where it is not known: links to the help take it along. */
export const KnownIssuer = createContext<string | null>(null);

/** The issuer that all these cards have, by the issuers of their certificates; null where they have several, or where there is no card. */
export function commonIssuer(certificateIssuers: readonly string[]): Issuer | null {
  const [only, ...others] = new Set(certificateIssuers.map(issuerOf));
  return only === undefined || others.length > 0 ? null : only;
}

/** The identifier of that issuer. */
export function issuerOfAll(certificateIssuers: readonly string[]): string | null {
  return commonIssuer(certificateIssuers)?.id ?? null;
}
