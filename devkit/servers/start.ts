import { VarcoError } from "../../shared/errors";
import type { TestPki } from "../pki/pki";
import { loopbackAddresses } from "../portal/loopback";
import { startPrivateServer, type ServerPlace, type ServerProgram, type Variables } from "./private-server";
import { writeServerFiles } from "./server-files";

/** One origin of an example. */
export interface Site {
  /** As in the name of its file, or of its part of the file: `whole-host`. */
  readonly name: string;
  readonly host: string;
}

/** A site that has a port. */
export interface PlacedSite extends Site {
  readonly port: number;
  readonly origin: string;
}

/** An example configuration and the program that reads it. */
export interface ServerExample {
  readonly program: ServerProgram;
  readonly sites: readonly [Site, ...Site[]];
  /** Writes what the example needs besides certificates, and returns the variables that name it. */
  readonly furnish?: (place: ServerPlace, sites: readonly PlacedSite[], pki: TestPki) => Promise<Variables>;
}

/** A web server of an example that runs. */
export interface RunningServer {
  /** The origin of a site. Throws `internal` for a site that the example does not have. */
  readonly originOf: (site: string) => string;
  readonly close: () => Promise<void>;
}

/**
 * Starts a server with an example configuration on loopback. The configuration reads variables from the environment:
 * those of `writeServerFiles` and `siteVariables`, and its own. Throws `internal` with what the program says when it
 * does not start.
 */
export async function startExample(
  { program, sites, furnish }: ServerExample,
  pki: TestPki,
  variables: Variables = {},
): Promise<RunningServer> {
  const [first, ...others] = sites.map(({ host }) => host);
  const running = await startPrivateServer(program, {
    ports: sites.map(() => 0),
    prepare: async (place) => {
      const placed = sites.map((site, index) => placedAt(site, place.ports[index] ?? 0));
      const files = await writeServerFiles(place.folder, pki, [first ?? "localhost", ...others]);
      const more = await furnish?.(place, placed, pki);
      return { ...variables, ...files, ...Object.fromEntries(placed.flatMap(siteVariables)), ...more };
    },
  });
  return {
    originOf: (name) => {
      const index = sites.findIndex((site) => site.name === name);
      const [site, port] = [sites[index], running.ports[index]];
      if (site === undefined || port === undefined) throw new VarcoError("internal", { reason: `no site ${name}` });
      return placedAt(site, port).origin;
    },
    close: running.close,
  };
}

function placedAt(site: Site, port: number): PlacedSite {
  return { ...site, port, origin: `https://${site.host}:${port}` };
}

/**
 * For `whole-host`: WHOLE_HOST_PORT, WHOLE_HOST_ORIGIN, and WHOLE_HOST_ADDRESSES, all loopback addresses with the port.
 */
function siteVariables({ name, port, origin }: PlacedSite): (readonly [string, string])[] {
  const prefix = name.toUpperCase().replaceAll("-", "_");
  return [
    [`${prefix}_PORT`, String(port)],
    [`${prefix}_ORIGIN`, origin],
    [`${prefix}_ADDRESSES`, addresses(port).join(",")],
  ];
}

/** Every loopback address with this port. */
export function addresses(port: number): readonly string[] {
  return loopbackAddresses().map((address) => `${address.includes(":") ? `[${address}]` : address}:${port}`);
}
