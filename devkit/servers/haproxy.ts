import { join } from "node:path";
import { exampleFolder } from "./server-files";
import type { ServerExample } from "./start";

export const HAPROXY: ServerExample = {
  program: {
    name: "haproxy",
    // Without -dR two programs may share a port, and neither would know.
    command: () => ["haproxy", "-W", "-dR", "-f", join(exampleFolder("haproxy"), "haproxy.cfg")],
    ready: /Loading success/,
    portTaken: /cannot bind socket \(Address already in use\)/,
  },
  sites: [{ name: "optional", host: "bilanciato.localhost" }],
};
