import type { TestPki } from "../pki/pki";
import { createAssertions } from "./assertion";
import { listenByNginx } from "./by-nginx";
import { listenByNode } from "./by-node";
import { createEveryPage } from "./every-page";
import { siteListener, type Routes } from "./exchange";
import type { Clock } from "./expiring";
import { createIdentityProvider } from "./identity-provider";
import { PortalLog } from "./log";
import { createOptional } from "./optional";
import type { RunningSites, TlsChoice } from "./running-sites";
import { createService } from "./service";
import { FLOWS, forEachSite, SITE_IDS, SITES, type Flow, type Origins, type SiteId } from "./sites";
import { withStyleSheet } from "./style-sheet";

export interface PortalOptions {
  readonly pki: TestPki;
  /** Node's own TLS, or an nginx in front. */
  readonly via: "node" | "nginx";
  readonly tls?: TlsChoice;
  /** The flows that the start page offers. */
  readonly flows?: readonly Flow[];
  /** Fixed TCP ports; a site that is not named gets a free one. */
  readonly ports?: Partial<Readonly<Record<SiteId, number>>>;
  readonly now?: Clock;
}

/** A demo portal that runs. */
export interface Portal {
  /** The service's start page. */
  readonly serviceUrl: string;
  /** The identity provider's origin, with a slash. */
  readonly idpUrl: string;
  readonly origins: Origins;
  readonly log: PortalLog;
  readonly close: () => Promise<void>;
}

const WAYS = { node: listenByNode, nginx: listenByNginx } as const;

/**
 * Starts service, identity provider and the two other sites on this machine's loopback addresses, each an origin below
 * `localhost`. Throws `internal` when a port is taken or nginx does not start.
 */
export async function startPortal({
  pki,
  via,
  tls = "1.2+1.3",
  flows = FLOWS,
  ports = {},
  now = Date.now,
}: PortalOptions): Promise<Portal> {
  const log = new PortalLog();
  const running = await WAYS[via]({ pki, tls, log, ports: forEachSite((site) => ports[site] ?? 0) });
  const origins = forEachSite((site) => `https://${SITES[site].host}:${running.ports[site]}`);
  await serveAll(running, await applications({ origins, flows, log, now }), origins, log);
  return {
    serviceUrl: `${origins.service}/`,
    idpUrl: `${origins.identityProvider}/`,
    origins,
    log,
    close: running.close,
  };
}

async function applications(context: {
  origins: Origins;
  flows: readonly Flow[];
  log: PortalLog;
  now: Clock;
}): Promise<Record<SiteId, Routes>> {
  const { origins, now } = context;
  const assertions = await createAssertions({ issuer: origins.identityProvider, audience: origins.service, now });
  const identityProvider = createIdentityProvider({ assertions, service: origins.service, now });
  return {
    service: createService({ ...context, assertions, redeem: identityProvider.redeem }),
    identityProvider: identityProvider.routes,
    optional: createOptional(context),
    everyPage: createEveryPage(context),
  };
}

async function serveAll(
  running: RunningSites,
  routes: Record<SiteId, Routes>,
  origins: Origins,
  log: PortalLog,
): Promise<void> {
  for (const site of SITE_IDS) {
    const listener = siteListener({
      site,
      origin: origins[site],
      routes: await withStyleSheet(routes[site]),
      log,
      certificateOf: (message) => running.certificateOf(message),
    });
    running.serve(site, listener);
  }
}
