import type { IncomingMessage, RequestListener } from "node:http";
import type { Issued } from "../pki/authority";
import type { TestPki } from "../pki/pki";
import type { PresentedCertificate } from "./citizen";
import type { PortalLog } from "./log";
import { SITE_IDS, SITES, type SiteId } from "./sites";

/** The TLS versions that the portal speaks. */
export const TLS_CHOICES = { "1.2": ["TLSv1.2"], "1.3": ["TLSv1.3"], "1.2+1.3": ["TLSv1.2", "TLSv1.3"] } as const;
export type TlsChoice = keyof typeof TLS_CHOICES;

export interface SitesOptions {
  readonly pki: TestPki;
  readonly tls: TlsChoice;
  /** TCP port of each site, 0 for a free one. */
  readonly ports: Readonly<Record<SiteId, number>>;
  readonly log: PortalLog;
}

/** The four sites, listening on loopback; they answer from `serve` on. */
export interface RunningSites {
  readonly ports: Readonly<Record<SiteId, number>>;
  /** What this way of serving knows about the certificate of a request. */
  certificateOf(message: IncomingMessage): PresentedCertificate;
  serve(site: SiteId, listener: RequestListener): void;
  readonly close: () => Promise<void>;
}

/** One server certificate for all sites. */
export function serverCertificate(pki: TestPki): Promise<Issued> {
  const [first, ...others] = SITE_IDS.map((site) => SITES[site].host);
  return pki.server([first ?? SITES.service.host, ...others]);
}
