/** Parameter of the help page's address that names the card's issuer. */
export const ISSUER_PARAMETER = "issuer";

/** Address of the help page, of one of its entries if given, for the cards of one issuer if known. */
export function helpAddress(entry: string | null, issuer: string | null): string {
  const query = issuer === null ? "" : `?${ISSUER_PARAMETER}=${encodeURIComponent(issuer)}`;
  return `/pages/help.html${query}${entry === null ? "" : `#${encodeURIComponent(entry)}`}`;
}
