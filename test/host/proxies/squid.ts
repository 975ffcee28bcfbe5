import { chmod, copyFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { startPrivateServer, type PrivateServer, type ServerProgram } from "../../../devkit/servers/private-server";
import { REALM, SERVICE } from "./kerberos";

const SQUID: ServerProgram = {
  name: "squid",
  // The name sets its shared memory apart from that of others.
  command: ({ folder, ports: [port = 0] }) => ["squid", "-N", "-d1", "-n", `varco${port}`, "-f", join(folder, "conf")],
  ready: /Accepting HTTP Socket connections/,
  portTaken: /Cannot open HTTP Port/,
};

/**
 * Squid, which lets through who has a ticket for it, and asks others for one. `host`: a name that only this proxy
 * knows; it leads to this machine.
 */
export function startSquid({ host, keytab }: { host: string; keytab: string }): Promise<PrivateServer> {
  return startPrivateServer(SQUID, {
    ports: [0],
    prepare: async ({ folder, ports: [port = 0] }) => {
      const [own, hosts] = [join(folder, "keytab"), join(folder, "hosts")];
      await copyFile(keytab, own);
      await writeFile(hosts, `127.0.0.1 ${host}\n`);
      // Started by root, it runs as a user of its own.
      await Promise.all([chmod(folder, 0o711), chmod(own, 0o644)]);
      const conf = [
        `http_port 127.0.0.1:${port}`,
        `auth_param negotiate program /usr/lib/squid/negotiate_kerberos_auth -s ${SERVICE}@${REALM} -k ${own}`,
        "auth_param negotiate children 1 startup=1",
        "acl known proxy_auth REQUIRED",
        "http_access allow known",
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
      await writeFile(join(folder, "conf"), `${conf.join("\n")}\n`);
      return { KRB5_KTNAME: own };
    },
  });
}
