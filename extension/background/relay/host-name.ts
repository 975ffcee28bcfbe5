/** Whether the host of a URL is an IP address. */
export function isAddress(host: string): boolean {
  return host.startsWith("[") || /^[\d.]+$/.test(host);
}

/** Whether a host is a domain or a name below it (RFC 6265 §5.1.3). Nothing is below an address. */
export function domainMatches(host: string, domain: string): boolean {
  return host === domain || (host.endsWith(`.${domain}`) && !isAddress(host));
}
