import type { Socket } from "node:net";
import { VarcoError } from "../../../shared/errors";
import { WantsTicket, withTicket, type Proxy, type Route } from "../../proxy/proxy";
import { ticketFor } from "../../proxy/ticket";
import { openTunnel } from "../../proxy/tunnel";
import { authorityOf, type ServerAddress } from "../../address";
import { socketError } from "../failure";
import { connectSocket } from "./socket";

export interface DialOptions {
  readonly route: Route;
  /** Milliseconds for which server and proxy may be silent. */
  readonly silence: number;
  readonly signal: AbortSignal;
}

/**
 * Opens a TCP connection to a server, through the proxy of the route if it names one, or by its next way where that
 * proxy cannot be reached. A proxy that wants to know who is logged in to this computer gets the ticket for it, over a
 * second connection. Throws `server.unreachable`, `server.timeout`, `proxy.unreachable`, `proxy.refused`,
 * `proxy.password`. When the signal fires, it ends with any error.
 */
export async function dial(address: ServerAddress, options: DialOptions): Promise<Socket> {
  const { route, signal } = options;
  try {
    return await dialOnce(address, options);
  } catch (thrown) {
    if (route === "direct" || signal.aborted || !(thrown instanceof VarcoError)) throw thrown;
    if (thrown.code === "proxy.unreachable" && route.next !== null)
      return dial(address, { ...options, route: route.next });
    const token = thrown instanceof WantsTicket ? await ticketFor(route.host) : null;
    if (token === null) throw thrown;
    return dialOnce(address, { ...options, route: withTicket(route, token) });
  }
}

async function dialOnce(address: ServerAddress, { route, silence, signal }: DialOptions): Promise<Socket> {
  const first = route === "direct" ? address : route;
  const socket = connectSocket(first);
  const abort = (): unknown => socket.destroy();
  signal.addEventListener("abort", abort);
  socket.setTimeout(silence, () => socket.destroy(new VarcoError("server.timeout", { host: first.host })));
  try {
    await connected(socket, first.host);
    if (route !== "direct") await openTunnel(socket, route, address, signal);
    return socket;
  } catch (thrown) {
    socket.destroy();
    throw route === "direct" || signal.aborted ? thrown : throughProxy(thrown, route);
  } finally {
    signal.removeEventListener("abort", abort);
    socket.removeAllListeners("timeout");
  }
}

function connected(socket: Socket, host: string): Promise<void> {
  return new Promise((resolve, reject) => {
    socket.once("connect", resolve);
    socket.once("close", () => reject(new VarcoError("operation.cancelled")));
    socket.on("error", (error: NodeJS.ErrnoException) => {
      const { code, details } = socketError(error.code, error.message, host, false);
      reject(error instanceof VarcoError ? error : new VarcoError(code, details, { cause: error }));
    });
  });
}

/** An error on the way to the proxy is none of the server. */
function throughProxy(thrown: unknown, proxy: Proxy): unknown {
  if (!(thrown instanceof VarcoError) || !thrown.code.startsWith("server.")) return thrown;
  const reason = thrown.details["reason"] ?? "no answer";
  return new VarcoError("proxy.unreachable", { proxy: authorityOf(proxy), reason }, { cause: thrown });
}
