import { X509Certificate } from "node:crypto";
import { once } from "node:events";
import { rmSync } from "node:fs";
import { mkdtemp, writeFile } from "node:fs/promises";
import { createServer, type IncomingMessage, type Server } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { writePem, type PemFiles } from "../pki/pem-files";
import type { ServerPlace } from "../servers/private-server";
import type { PresentedCertificate } from "./citizen";
import type { PortalLog } from "./log";
import { listenLines, startNginx } from "./nginx";
import { serverCertificate, TLS_CHOICES, type RunningSites, type SitesOptions, type TlsChoice } from "./running-sites";
import { forEachSite, SITE_IDS, SITES, type SiteId } from "./sites";

/**
 * What nginx tells about a connection. It overwrites whatever a client sends under these names, and nobody else reaches
 * the application: it listens on sockets in a folder that only its owner may enter.
 */
const HEADERS = {
  "x-ssl-client-verify": "$ssl_client_verify",
  "x-ssl-client-cert": "$ssl_client_escaped_cert",
  "x-ssl-protocol": "$ssl_protocol",
  "x-ssl-session-reused": "$ssl_session_reused",
  "x-connection": "$connection",
} as const;

const VERIFY = { none: "off", optional: "optional", required: "on" } as const;

/**
 * Serves the sites behind an nginx of its own: a protected site answers 400 when there is no certificate or a wrong
 * one.
 */
export async function listenByNginx(options: SitesOptions): Promise<RunningSites> {
  const issued = await serverCertificate(options.pki);
  const folder = await mkdtemp(join(tmpdir(), "varco-portal-"));
  const applications = forEachSite((site) => ({ server: createServer(), socket: join(folder, `${site}.sock`) }));
  const remove = (): void => {
    rmSync(folder, { recursive: true, force: true });
  };
  process.once("exit", remove);
  const closeApplications = async (): Promise<void> => {
    await Promise.all(Object.values(applications).map(({ server }) => closeServer(server)));
    process.off("exit", remove);
    remove();
  };
  try {
    await Promise.all(
      Object.values(applications).map(async ({ server, socket }) => once(server.listen(socket), "listening")),
    );
    const nginx = await startNginx({
      ports: SITE_IDS.map((site) => options.ports[site]),
      conf: async (place) => {
        const files = await writePem(place.folder, "server", issued);
        const authority = join(place.folder, "cards.pem");
        await writeFile(authority, options.pki.cardAuthority.pem);
        return SITE_IDS.map((site, index) =>
          siteConf(site, place.ports[index] ?? 0, applications[site].socket, { files, authority, tls: options.tls }),
        ).join("\n");
      },
    });
    const connections = new Set<string>();
    return {
      ports: portsOf(nginx),
      certificateOf,
      serve: (site, listener) => {
        applications[site].server
          .on("request", (message) => {
            noteConnection(site, message, connections, options.log);
          })
          .on("request", listener);
      },
      close: async () => {
        await nginx.close();
        await closeApplications();
      },
    };
  } catch (error) {
    await closeApplications();
    throw error;
  }
}

function siteConf(
  site: SiteId,
  port: number,
  socket: string,
  { files, authority, tls }: { files: PemFiles; authority: string; tls: TlsChoice },
): string {
  const { host, certificate } = SITES[site];
  return `server {
  ${listenLines(port, "ssl")}
  server_name ${host};
  ssl_certificate ${files.certificate};
  ssl_certificate_key ${files.key};
  ssl_protocols ${TLS_CHOICES[tls].join(" ")};
  ssl_client_certificate ${authority};
  ssl_verify_client ${VERIFY[certificate]};
  client_max_body_size 25m;
  location / {
    proxy_pass http://unix:${socket};
    proxy_http_version 1.1;
    proxy_set_header Host $http_host;
    proxy_set_header Connection "";
    ${Object.entries(HEADERS)
      .map(([name, variable]) => `proxy_set_header ${name} ${variable};`)
      .join("\n    ")}
  }
}`;
}

function certificateOf({ headers }: IncomingMessage): PresentedCertificate {
  const verified = headers["x-ssl-client-verify"];
  const escaped = headers["x-ssl-client-cert"];
  if (verified === "SUCCESS" && typeof escaped === "string") {
    return { state: "verified", certificate: new X509Certificate(decodeURIComponent(escaped)) };
  }
  return { state: verified === undefined || verified === "NONE" ? "none" : "refused" };
}

function noteConnection(site: SiteId, message: IncomingMessage, connections: Set<string>, log: PortalLog): void {
  const text = (name: keyof typeof HEADERS): string => String(message.headers[name] ?? "");
  const connection = text("x-connection");
  if (connections.has(connection)) return;
  connections.add(connection);
  log.add({
    kind: "handshake",
    site,
    protocol: text("x-ssl-protocol"),
    resumed: text("x-ssl-session-reused") === "r",
    certificate: certificateOf(message).state !== "none",
  });
}

function portsOf({ ports }: ServerPlace): Readonly<Record<SiteId, number>> {
  return forEachSite((site) => ports[SITE_IDS.indexOf(site)] ?? 0);
}

async function closeServer(server: Server): Promise<void> {
  server.closeAllConnections();
  await new Promise<void>((resolve) => {
    server.close(() => {
      resolve();
    });
  });
}
