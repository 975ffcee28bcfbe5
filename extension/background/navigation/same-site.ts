import { sitePattern } from "../../login/site-pattern";
import { isAddress } from "../relay/host-name";

/**
 * Second-level names below which others register: `gov.it`, `tn.it`, `co.uk`. Longer ones, such as `trento.it`, are
 * missing.
 */
const REGISTRY_LABEL = /^(?:gov|edu|com|org|net|..?)$/;

/**
 * Whether browsers probably count two hosts as one site (the same registrable domain). This guess does without the
 * public suffix list. In doubt it says yes, because the person sees which sites the browser asks about.
 */
export function probablySameSite(one: string, other: string): boolean {
  if ([one, other].some(isAddress)) return false;
  const a = one.split(".").reverse();
  const b = other.split(".").reverse();
  const differs = a.findIndex((label, index) => label !== b[index]);
  const common = differs === -1 ? a.length : differs;
  const suffix = REGISTRY_LABEL.test(a[1] ?? "") ? 2 : 1;
  return common > suffix;
}

/**
 * Match patterns for a login at `url` to which the person came from pages of the hosts `from`. Where service and login
 * server are one site, the service's cookies are SameSite=Lax at best, and the way back from a page of the extension
 * would lose them.
 */
export function patternsFor(url: string, from: readonly string[]): string[] {
  const { hostname } = new URL(url);
  return [hostname, ...from.filter((host) => host !== hostname && probablySameSite(host, hostname))].map(sitePattern);
}
