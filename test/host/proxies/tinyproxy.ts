import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { startPrivateServer, type PrivateServer, type ServerProgram } from "../../../devkit/servers/private-server";

const TINYPROXY: ServerProgram = {
  name: "tinyproxy",
  command: ({ folder }) => ["tinyproxy", "-d", "-c", join(folder, "tinyproxy.conf")],
  ready: /Accepting connections/,
  portTaken: /Could not create listening sockets/,
};

export interface TinyproxyOptions {
  /** A name that only this proxy knows; it leads to this machine. */
  readonly host: string;
  /** Name and password of the only user; without them everybody may pass. */
  readonly user?: readonly [name: string, password: string];
}

/**
 * tinyproxy with a hosts file of its own: nss_wrapper answers its questions for addresses, and needs neither rights nor
 * a namespace for that.
 */
export function startTinyproxy({ host, user }: TinyproxyOptions): Promise<PrivateServer> {
  return startPrivateServer(TINYPROXY, {
    ports: [0],
    prepare: async ({ folder, ports: [port = 0] }) => {
      const conf = [
        `Port ${port}`,
        "Listen 127.0.0.1",
        "LogLevel Info",
        ...(user ? [`BasicAuth ${user.join(" ")}`] : []),
      ];
      await writeFile(join(folder, "tinyproxy.conf"), `${conf.join("\n")}\n`);
      const hosts = join(folder, "hosts");
      await writeFile(hosts, `127.0.0.1 ${host}\n`);
      return { LD_PRELOAD: "libnss_wrapper.so", NSS_WRAPPER_HOSTS: hosts };
    },
  });
}
