/** The match pattern of one host. Patterns know no port: it holds for every port of the host. */
export function sitePattern(hostname: string): string {
  return `https://${hostname}/*`;
}
