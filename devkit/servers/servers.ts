import { VarcoError } from "../../shared/errors";
import type { TestPki } from "../pki/pki";
import { APACHE } from "./apache";
import { startApplication } from "./application";
import { HAPROXY } from "./haproxy";
import { SIMPLESAMLPHP } from "./simplesamlphp";
import { startExample, type RunningServer, type ServerExample } from "./start";
import { TOMCAT } from "./tomcat";

/** Every server of `docs/portals/`. */
export const SERVER_NAMES = ["apache", "haproxy", "tomcat", "simplesamlphp"] as const;
export type ServerName = (typeof SERVER_NAMES)[number];
const EXAMPLES: Readonly<Record<ServerName, ServerExample>> = {
  apache: APACHE,
  haproxy: HAPROXY,
  tomcat: TOMCAT,
  simplesamlphp: SIMPLESAMLPHP,
};

/** Servers that run. */
export interface RunningServers {
  /** The origin of a site of a server. Throws `internal` if there is none. */
  readonly originOf: (server: ServerName, site: string) => string;
  readonly close: () => Promise<void>;
}

/**
 * Starts these servers at the same time, with one application for those that need one behind them. Throws `internal`
 * with what a program says that does not start; then none is left running.
 */
export async function startServers(pki: TestPki, names: readonly ServerName[] = SERVER_NAMES): Promise<RunningServers> {
  const application = await startApplication();
  const running = new Map<ServerName, RunningServer>();
  const close = async () => {
    await Promise.all([...running.values()].map((server) => server.close()));
    await application.close();
  };
  const started = names.map(async (name) => {
    running.set(name, await startExample(EXAMPLES[name], pki, { APPLICATION: application.socket }));
  });
  const failed = (await Promise.allSettled(started)).find((outcome) => outcome.status === "rejected");
  if (failed) {
    await close();
    throw failed.reason;
  }
  return {
    originOf: (server, site) => {
      const found = running.get(server);
      if (found === undefined) throw new VarcoError("internal", { reason: `${server} does not run` });
      return found.originOf(site);
    },
    close,
  };
}
