import { chmod, copyFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Issued } from "../../../devkit/pki/authority";
import { writePem } from "../../../devkit/pki/pem-files";
import {
  startPrivateServer,
  type PrivateServer,
  type ServerProgram,
  type Variables,
} from "../../../devkit/servers/private-server";
import { REALM, SERVICE } from "./kerberos";

const SQUID: ServerProgram = {
  name: "squid",
  // The name sets its shared memory apart from that of others.
  command: ({ folder, ports: [port = 0] }) => ["squid", "-N", "-d1", "-n", `varco${port}`, "-f", join(folder, "conf")],
  ready: /Accepting HTTPS? Socket connections/,
  portTaken: /Cannot open HTTPS? Port/,
};

/** What sets one squid apart from another: lines of its configuration, and variables of its environment. */
interface Setup {
  readonly conf: readonly string[];
  readonly variables?: Variables;
}

/** `host`: a name that only this proxy knows; it leads to this machine. */
function start(host: string, setup: (folder: string, port: number) => Promise<Setup>): Promise<PrivateServer> {
  return startPrivateServer(SQUID, {
    ports: [0],
    prepare: async ({ folder, ports: [port = 0] }) => {
      const hosts = join(folder, "hosts");
      await writeFile(hosts, `127.0.0.1 ${host}\n`);
      // Started by root, it runs as a user of its own.
      await chmod(folder, 0o711);
      const { conf, variables = {} } = await setup(folder, port);
      const lines = [
        ...conf,
        "http_access deny all",
        "cache deny all",
        `pid_filename ${join(folder, "pid")}`,
        "access_log none",
        "cache_log /dev/null",
        `hosts_file ${hosts}`,
        "cache_effective_user proxy",
        "coredump_dir none",
        "pinger_enable off",
        "netdb_filename none",
        "shutdown_lifetime 0 seconds",
      ];
      await writeFile(join(folder, "conf"), `${lines.join("\n")}\n`);
      return variables;
    },
  });
}

/** Squid, which lets through who has a ticket for it, and asks others for one. */
export function startSquid({ host, keytab }: { host: string; keytab: string }): Promise<PrivateServer> {
  return start(host, async (folder, port) => {
    const own = join(folder, "keytab");
    await copyFile(keytab, own);
    await chmod(own, 0o644);
    const conf = [
      `http_port 127.0.0.1:${port}`,
      `auth_param negotiate program /usr/lib/squid/negotiate_kerberos_auth -s ${SERVICE}@${REALM} -k ${own}`,
      "auth_param negotiate children 1 startup=1",
      "acl known proxy_auth REQUIRED",
      "http_access allow known",
    ];
    return { conf, variables: { KRB5_KTNAME: own } };
  });
}

/** Squid, which is spoken to by TLS only, and lets everybody through. `server`: its certificate. */
export function startSecureSquid({ host, server }: { host: string; server: Issued }): Promise<PrivateServer> {
  return start(host, async (folder, port) => {
    const { certificate, key } = await writePem(folder, "proxy", server);
    const conf = [`https_port 127.0.0.1:${port} tls-cert=${certificate} tls-key=${key}`, "http_access allow all"];
    return { conf };
  });
}
