import { general } from "./general";
import type { Issuer } from "./issuer";
import { trento } from "./trento";

/** All issuers. The last one is general: cards of an unknown issuer get it. */
export const ISSUERS: readonly Issuer[] = [trento, general];

/**
 * The issuer of a card, found by the issuer of its certificate: a distinguished name with one attribute a line
 * (`C=IT\nO=…\nCN=…`, like Node's `X509Certificate.issuer`). null (no card, or no certificate) and unknown names
 * get the general issuer.
 */
export function issuerOf(certificateIssuer: string | null): Issuer {
  const names = (certificateIssuer ?? "")
    .split("\n")
    .filter((line) => line.startsWith("CN="))
    .map((line) => line.slice(3));
  return (
    ISSUERS.find(({ recognisedBy }) => recognisedBy.some((pattern) => names.some((name) => pattern.test(name)))) ??
    general
  );
}
