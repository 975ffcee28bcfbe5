import { once } from "node:events";
import { readFileSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import { join } from "node:path";
import type { Variables } from "../../../devkit/servers/private-server";

/** A network that has a script for proxies where browsers look for it. */
export interface Network {
  /** Variables of a computer in there, whose resolver knows `wpad`. It needs no rights for that (nss_wrapper). */
  readonly resolver: Variables;
  /** Host and path of every request. */
  readonly asked: readonly string[];
  readonly close: () => Promise<void>;
}

/** Whether this person may serve such a script: Linux keeps its port for root, unless it is told otherwise. */
export function servesNetworks(): boolean {
  const first = Number(readFileSync("/proc/sys/net/ipv4/ip_unprivileged_port_start", "utf8"));
  return process.getuid?.() === 0 || first <= PORT;
}

const PORT = 80;
/** The port of such a script cannot be chosen, so each process has an address of loopback of its own. */
const ADDRESS = `127.80.${(process.pid >> 8) & 255}.${process.pid & 255}`;

/** `folder`: where the resolver's file goes. */
export async function startNetworkScript(folder: string, script: string): Promise<Network> {
  const asked: string[] = [];
  const web = createServer(({ url = "", headers }, response) => {
    asked.push(`${headers.host}${url}`);
    response.writeHead(200, { "Content-Type": "application/x-ns-proxy-autoconfig" }).end(script);
  });
  await once(web.listen(PORT, ADDRESS), "listening");
  const hosts = join(folder, "network-hosts");
  await writeFile(hosts, `${ADDRESS} wpad\n`);
  return {
    resolver: { LD_PRELOAD: "libnss_wrapper.so", NSS_WRAPPER_HOSTS: hosts },
    asked,
    close: async () => {
      web.close();
      web.closeAllConnections();
      await once(web, "close");
    },
  };
}
