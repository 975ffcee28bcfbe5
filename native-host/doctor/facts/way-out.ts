import { createConnection } from "node:net";
import { toVarcoError, type VarcoError } from "../../../shared/errors";
import type { ProxySettings } from "../../../shared/messages";
import { authorityOf } from "../../address";
import type { Route } from "../../proxy/proxy";
import { findRoute } from "../../proxy/routes";

/** The way to portals, as browsers of this person take it. */
export interface WayOut {
  /** `host:port` of the proxy; null: there is none. */
  readonly proxy: string | null;
  /** Why it cannot be gone; null: it can, as far as the proxy itself goes. */
  readonly error: VarcoError | null;
  /** Why the proxy cannot be reached; null: it can, or there is none. */
  readonly unreachable: string | null;
}

/** Stands for any server of the Internet. Nothing is sent to it. */
const ANY = new URL("https://portale.example/");
/** Milliseconds for a proxy to take the connection. */
const PATIENCE = 5_000;

/** The way to this portal, or to any. Opens a connection to a proxy, and says nothing there. Never throws. */
export async function wayOut(portal: URL | null, ofBrowser: ProxySettings | undefined): Promise<WayOut> {
  try {
    return await lookAlong(await findRoute(portal ?? ANY, ofBrowser));
  } catch (thrown) {
    return { proxy: null, error: toVarcoError(thrown), unreachable: null };
  }
}

async function lookAlong(route: Route): Promise<WayOut> {
  if (route === "direct") return { proxy: null, error: null, unreachable: null };
  const unreachable = await reach(route.host, route.port);
  if (unreachable !== null && route.next !== null) return lookAlong(route.next);
  return { proxy: authorityOf(route), error: null, unreachable };
}

/** Why it cannot be reached; null: it can. */
function reach(host: string, port: number): Promise<string | null> {
  return new Promise((resolve) => {
    const socket = createConnection({ host, port, timeout: PATIENCE });
    const end = (reason: string | null) => {
      socket.destroy();
      resolve(reason);
    };
    socket.once("connect", () => end(null));
    socket.once("timeout", () => end("ETIMEDOUT"));
    socket.once("error", (error: NodeJS.ErrnoException) => end(error.code ?? error.message));
  });
}
