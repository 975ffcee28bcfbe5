/** The ways of logging in that the demo portal shows. Each is a link on the service's start page. */
export const FLOWS = ["redirect", "form", "optional", "every-page"] as const;
export type Flow = (typeof FLOWS)[number];

/**
 * The origins of the demo portal. Names below `localhost` reach this machine only (RFC 6761 §6.3), and browsers treat
 * each as a site of its own, so that cookies between service and identity provider are cross-site, as in real life.
 */
export const SITES = {
  /** Where the citizen wants to go. Never asks for a certificate. */
  service: { host: "servizi.localhost", certificate: "none" },
  /** The identity provider's protected address: no page without a certificate. */
  identityProvider: { host: "accesso.localhost", certificate: "required" },
  /** Takes a certificate if there is one, then lives on a session cookie. */
  optional: { host: "facoltativo.localhost", certificate: "optional" },
  /** Wants the certificate at every page. */
  everyPage: { host: "ogni-pagina.localhost", certificate: "required" },
} as const satisfies Record<string, { host: string; certificate: "none" | "optional" | "required" }>;

export type SiteId = keyof typeof SITES;
export const SITE_IDS = ["service", "identityProvider", "optional", "everyPage"] as const satisfies readonly SiteId[];

/** `https://host:port` of every site. */
export type Origins = Readonly<Record<SiteId, string>>;

/** Builds a record with one entry for each site. */
export function forEachSite<T>(make: (site: SiteId) => T): Record<SiteId, T> {
  return {
    service: make("service"),
    identityProvider: make("identityProvider"),
    optional: make("optional"),
    everyPage: make("everyPage"),
  };
}
