import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import {
  startPrivateServer,
  type PrivateServer,
  type ServerPlace,
  type ServerProgram,
} from "../servers/private-server";
import { loopbackAddresses } from "./loopback";

export interface NginxOptions {
  /** The ports to use; 0 means a free one. */
  readonly ports: readonly number[];
  /** Writes what belongs inside `http { }`: the servers. Called again with other ports if one was taken meanwhile. */
  readonly conf: (place: ServerPlace) => string | Promise<string>;
}

/** nginx listens before it starts its workers, and says when it starts them. */
const NGINX: ServerProgram = {
  name: "nginx",
  command: ({ folder }) => ["nginx", "-p", folder, "-c", join(folder, "nginx.conf"), "-e", "stderr"],
  ready: /start worker process /,
  portTaken: /bind\(\) .* failed \(\d+: Address already in use\)/,
};

/**
 * Starts a private nginx (one worker, its own temporary folder, loopback only as the configuration says) and resolves
 * when it accepts connections. Throws `internal` with what nginx says when it does not start.
 */
export function startNginx({ ports, conf }: NginxOptions): Promise<PrivateServer> {
  return startPrivateServer(NGINX, {
    ports,
    prepare: async (place) => {
      await writeFile(join(place.folder, "nginx.conf"), mainConf(place.folder, await conf(place)));
      return {};
    },
  });
}

/** The `listen` lines of a server block: the port on every loopback address, with parameters such as `ssl`. */
export function listenLines(port: number, parameters = ""): string {
  return loopbackAddresses()
    .map((address) => `listen ${address.includes(":") ? `[${address}]` : address}:${port} ${parameters};`)
    .join("\n");
}

function mainConf(folder: string, servers: string): string {
  const temporary = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"]
    .map((name) => `${name}_temp_path ${folder}/${name};`)
    .join("\n");
  // Workers of root become nobody by default, who may not read the private folder.
  const user = process.getuid?.() === 0 ? "user root;" : "";
  return `daemon off;
${user}
worker_processes 1;
pid ${folder}/nginx.pid;
error_log stderr notice;
events { worker_connections 256; }
http {
access_log off;
server_tokens off;
${temporary}
${servers}
}
`;
}
