import { registrableDomain } from "../../login/registrable-domain";
import { sitePattern } from "../../login/site-pattern";

/**
 * Whether browsers count two hosts as one site (the same registrable domain). Of suffixes that companies offer
 * (`github.io`) it says yes; the person sees which sites the browser asks about.
 */
export function probablySameSite(one: string, other: string): boolean {
  const domain = registrableDomain(one);
  return domain !== null && domain === registrableDomain(other);
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
