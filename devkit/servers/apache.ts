import { chmod, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { ServerProgram } from "./private-server";
import { exampleFolder } from "./server-files";
import { addresses, type ServerExample } from "./start";

/** Apache httpd with the `httpd.conf` in a folder of examples. */
export function apache(folder: string): ServerProgram {
  return {
    name: "apache",
    command: () => ["apache2", "-f", join(exampleFolder(folder), "httpd.conf"), "-D", "FOREGROUND"],
    ready: /resuming normal operations/,
    portTaken: /Address already in use: .*could not bind to address/,
    // Its prefork does.
    endsItsGroup: true,
  };
}

/** Writes the `Listen` lines. Processes of another user may pass through the folder to files that they may read. */
export const furnishApache: NonNullable<ServerExample["furnish"]> = async ({ folder, ports }) => {
  await chmod(folder, 0o711);
  const lines = ports.flatMap((port) => addresses(port).map((address) => `Listen ${address}\n`));
  await writeFile(join(folder, "listen.conf"), lines.join(""));
  return {};
};

export const APACHE: ServerExample = {
  program: apache("apache"),
  sites: [
    { name: "whole-host", host: "tessera.localhost" },
    { name: "path", host: "sportello.localhost" },
    { name: "path-tls13", host: "sportello13.localhost" },
    { name: "optional-no-ca", host: "facoltativa.localhost" },
  ],
  furnish: furnishApache,
};
