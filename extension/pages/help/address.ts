/** What in the address of the help page names the issuer whose card is in question. */
export const ISSUER_PARAMETER = "issuer";

/** Address of the help page: of one entry, and as it is for the cards of one issuer, where that is known. */
export function helpAddress(entry: string | null, issuer: string | null): string {
  const query = issuer === null ? "" : `?${ISSUER_PARAMETER}=${encodeURIComponent(issuer)}`;
  return `/pages/help.html${query}${entry === null ? "" : `#${encodeURIComponent(entry)}`}`;
}
