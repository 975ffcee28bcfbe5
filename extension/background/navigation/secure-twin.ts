import { isAddress } from "../relay/host-name";

/**
 * The address that browsers try first in place of an http one; null where they try none: another port, a host that is
 * an IP address or a single word.
 */
export function secureTwin(url: string): string | null {
  if (!URL.canParse(url)) return null;
  const twin = new URL(url);
  const { protocol, port, hostname } = twin;
  if (protocol !== "http:" || port !== "" || isAddress(hostname) || !hostname.includes(".")) return null;
  twin.protocol = "https:";
  return twin.href;
}
