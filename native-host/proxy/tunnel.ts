import { once } from "node:events";
import { request, type ClientRequest } from "node:http";
import type { Socket } from "node:net";
import { VarcoError } from "../../shared/errors";
import { authorityOf, type ServerAddress } from "../address";
import { wantsTicket, WantsTicket, type Proxy } from "./proxy";

/** 407 (RFC 9110 §15.5.8); tinyproxy answers 401 to a wrong password. */
const ASKS_FOR_PASSWORD: ReadonlySet<number> = new Set([401, 407]);

/** A request for a tunnel that the proxy was asked for over this connection. */
function ask(socket: Socket, proxy: Proxy, authority: string): ClientRequest {
  const asked = request({
    method: "CONNECT",
    path: authority,
    headers: { Host: authority, ...(proxy.authorization && { "Proxy-Authorization": proxy.authorization }) },
    createConnection: () => socket,
  });
  asked.end();
  return asked;
}

/**
 * Has a proxy, to which `socket` is connected, open a tunnel to a server. From then on the socket's bytes are the
 * server's. Throws `WantsTicket`, `proxy.password`, `proxy.refused`; the socket is then of no more use.
 */
export async function openTunnel(
  socket: Socket,
  proxy: Proxy,
  server: ServerAddress,
  signal: AbortSignal,
): Promise<void> {
  const details = { proxy: authorityOf(proxy), host: server.host };
  const asked = ask(socket, proxy, authorityOf(server));
  const answered = new Promise<{ status: number; rest: Buffer; wanted: string | undefined }>((resolve) => {
    asked.once("connect", ({ statusCode = 0, headers }, _socket, rest) =>
      resolve({ status: statusCode, rest, wanted: headers["proxy-authenticate"] }),
    );
  });
  const failed = once(asked, "error", { signal }).then(([error]: unknown[]) => {
    throw error;
  });
  try {
    const { status, rest, wanted } = await Promise.race([answered, failed]);
    if (status === 407 && wantsTicket(proxy, wanted)) throw new WantsTicket(details);
    if (ASKS_FOR_PASSWORD.has(status)) throw new VarcoError("proxy.password", details);
    if (status < 200 || status > 299) throw new VarcoError("proxy.refused", { ...details, reason: `status ${status}` });
    if (rest.length > 0) socket.unshift(rest);
  } catch (thrown) {
    if (thrown instanceof VarcoError || signal.aborted) throw thrown;
    const reason = thrown instanceof Error ? thrown.message : String(thrown);
    throw new VarcoError("proxy.refused", { ...details, reason }, { cause: thrown });
  }
}
