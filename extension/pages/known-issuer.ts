import { createContext } from "preact";
import type { Issuer } from "../issuers/issuer";
import { issuerOf } from "../issuers/table";

/** Identifier (extension/issuers) of the issuer of the card on this page; null: unknown. Links to the help carry it. */
export const KnownIssuer = createContext<string | null>(null);

/** The common issuer of all cards, from the issuers of their certificates; null: several issuers, or no card. */
export function commonIssuer(certificateIssuers: readonly string[]): Issuer | null {
  const [only, ...others] = new Set(certificateIssuers.map(issuerOf));
  return only === undefined || others.length > 0 ? null : only;
}

/** The identifier of an issuer. */
export function issuerOfAll(certificateIssuers: readonly string[]): string | null {
  return commonIssuer(certificateIssuers)?.id ?? null;
}
