import { createServer, type Server } from "node:https";
import { createServer as createTcpServer } from "node:net";
import { TLSSocket } from "node:tls";
import type { Issued } from "../pki/authority";
import type { PresentedCertificate } from "./citizen";
import { listenOnLoopback, type LoopbackPort } from "./loopback";
import { serverCertificate, TLS_CHOICES, type RunningSites, type SitesOptions } from "./running-sites";
import { forEachSite, SITE_IDS, SITES, type SiteId } from "./sites";

interface NodeSite {
  readonly server: Server;
  /** Listens on the port; 0: a free one. */
  listen(port: number): Promise<void>;
  /** 0 as long as it does not listen. */
  port(): number;
  readonly close: () => Promise<void>;
}

/**
 * Serves the sites by Node alone. A protected site ends the handshake with an alert when there is no certificate, and
 * drops the connection right after it when the certificate is of another authority or expired.
 */
export async function listenByNode(options: SitesOptions): Promise<RunningSites> {
  const issued = await serverCertificate(options.pki);
  const sites = forEachSite((site) => createSite(site, options, issued));
  const closeAll = async (): Promise<void> => {
    await Promise.all(Object.values(sites).map((site) => site.close()));
  };
  const outcomes = await Promise.allSettled(SITE_IDS.map(async (site) => sites[site].listen(options.ports[site])));
  const failed = outcomes.find((outcome) => outcome.status === "rejected");
  if (failed) {
    await closeAll();
    throw failed.reason;
  }
  return {
    ports: forEachSite((site) => sites[site].port()),
    certificateOf: ({ socket }) => (socket instanceof TLSSocket ? presented(socket) : { state: "none" }),
    serve: (site, listener) => {
      sites[site].server.on("request", listener);
    },
    close: closeAll,
  };
}

function createSite(site: SiteId, { pki, tls, log }: SitesOptions, { pem, keyPem }: Issued): NodeSite {
  const versions = TLS_CHOICES[tls];
  const { certificate } = SITES[site];
  const server = createServer({
    cert: pem,
    key: keyPem,
    ca: pki.cardAuthority.pem,
    minVersion: versions[0],
    maxVersion: versions[versions.length - 1] ?? versions[0],
    requestCert: certificate !== "none",
    rejectUnauthorized: certificate === "required",
  });
  server.on("secureConnection", (socket) => {
    log.add({
      kind: "handshake",
      site,
      protocol: socket.getProtocol() ?? "",
      resumed: socket.isSessionReused(),
      certificate: socket.getPeerX509Certificate() !== undefined,
    });
  });
  server.on("tlsClientError", (error) => {
    log.add({ kind: "handshake-failed", site, reason: error.message });
  });
  let listening: LoopbackPort | null = null;
  return {
    server,
    listen: async (port) => {
      listening = await listenOnLoopback(port, () =>
        createTcpServer({ noDelay: true }, (socket) => {
          server.emit("connection", socket);
        }),
      );
    },
    port: () => listening?.port ?? 0,
    close: async () => {
      await listening?.close();
    },
  };
}

function presented(socket: TLSSocket): PresentedCertificate {
  const certificate = socket.getPeerX509Certificate();
  if (!certificate) return { state: "none" };
  return socket.authorized ? { state: "verified", certificate } : { state: "refused" };
}
