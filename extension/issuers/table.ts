import { general } from "./general";
import type { Issuer } from "./issuer";
import { trento } from "./trento";

/** All issuers, the general one last: it is what a card of none of the others gets. */
export const ISSUERS: readonly Issuer[] = [trento, general];

/**
 * The issuer of a card by the issuer of its certificate, a distinguished name with one attribute a line (`C=IT\nO=…\nCN=…`, as Node's
 * `X509Certificate.issuer`). null (no certificate, or no card) and unknown ones get the general issuer.
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
