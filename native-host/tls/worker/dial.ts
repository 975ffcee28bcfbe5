import type { Socket } from "node:net";
import { VarcoError } from "../../../shared/errors";
import { WantsTicket, withTicket, type Proxy, type Route } from "../../proxy/proxy";
import { ticketFor } from "../../proxy/ticket";
import { secured } from "../../proxy/secured";
import { openTunnel } from "../../proxy/tunnel";
import { authorityOf, type ServerAddress } from "../../address";
import { socketError } from "../failure";
import { authorityTexts, type Trust } from "../trust";
import { connectSocket } from "./socket";

export interface DialOptions {
  readonly route: Route;
  /** For a proxy that is spoken to by TLS. */
  readonly trust: Trust;
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

async function dialOnce(address: ServerAddress, { route, trust, silence, signal }: DialOptions): Promise<Socket> {
  const first = route === "direct" ? address : route;
  let socket: Socket | null = null;
  const abort = (): unknown => socket?.destroy();
  signal.addEventListener("abort", abort);
  const limited = (opened: Socket): Socket =>
    opened.setTimeout(silence, () => opened.destroy(new VarcoError("server.timeout", { host: first.host })));
  try {
    socket = limited(connectSocket(first));
    await connected(socket, first.host);
    if (route !== "direct" && route.isSecure) {
      unlimited(socket);
      socket = limited(secured(route, authorityTexts(trust), socket));
      await connected(socket, first.host, "secureConnect");
    }
    if (route !== "direct") await openTunnel(socket, route, address, signal);
    unlimited(socket);
    return socket;
  } catch (thrown) {
    socket?.destroy();
    throw route === "direct" || signal.aborted ? thrown : throughProxy(thrown, route);
  } finally {
    signal.removeEventListener("abort", abort);
  }
}

function unlimited(socket: Socket): void {
  socket.removeAllListeners("timeout");
}

function connected(socket: Socket, host: string, event: "connect" | "secureConnect" = "connect"): Promise<void> {
  return new Promise((resolve, reject) => {
    socket.once(event, resolve);
    socket.once("close", () => reject(new VarcoError("operation.cancelled")));
    socket.on("error", (error: NodeJS.ErrnoException) => {
      // Node's codes for certificates say less than its words.
      const nodeCode = event === "connect" ? error.code : undefined;
      const { code, details } = socketError(nodeCode, error.message, host, false);
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
