import { once } from "node:events";
import { createServer, type Server, type Socket } from "node:net";
import { networkInterfaces } from "node:os";
import { VarcoError } from "../../shared/errors";

const TRIES = 20;

/** The loopback addresses of this machine: 127.0.0.1, and ::1 where there is IPv6. */
export function loopbackAddresses(): readonly string[] {
  const all = Object.values(networkInterfaces()).flatMap((addresses) => addresses ?? []);
  return all.some(({ address }) => address === "::1") ? ["127.0.0.1", "::1"] : ["127.0.0.1"];
}

/** One TCP port, listened to on every loopback address. */
export interface LoopbackPort {
  readonly port: number;
  /** Ends all connections, also those on which nobody has asked for anything yet, and goes on listening. */
  readonly cut: () => void;
  /** Ends all connections and stops listening. */
  readonly close: () => Promise<void>;
}

/**
 * Listens on all loopback addresses on the same port (0: a free one) and calls `accept` to make the server of each.
 * Throws `internal` when the port is taken.
 */
export async function listenOnLoopback(port: number, accept: () => Server): Promise<LoopbackPort> {
  for (let tries = 1; ; tries += 1) {
    const servers: Server[] = [];
    const sockets = new Set<Socket>();
    const cut = () => {
      for (const socket of sockets) socket.destroy();
    };
    try {
      for (const address of loopbackAddresses()) {
        const server = accept().on("connection", (socket: Socket) => {
          sockets.add(socket);
          socket.once("close", () => sockets.delete(socket));
        });
        const [first] = servers;
        server.listen(first ? portOf(first) : port, address);
        await once(server, "listening");
        servers.push(server);
      }
      const [first] = servers;
      const close = async () => {
        const closed = closeAll(servers);
        cut();
        await closed;
      };
      return { port: first ? portOf(first) : port, cut, close };
    } catch (error) {
      await closeAll(servers);
      if (port !== 0 || tries >= TRIES)
        throw new VarcoError("internal", { reason: `port ${port} cannot be used: ${String(error)}` }, { cause: error });
    }
  }
}

/** Different ports that were free on all loopback addresses a moment ago. The caller must expect to find one taken. */
export async function freePorts(count: number): Promise<readonly number[]> {
  const held = await Promise.all(Array.from({ length: count }, () => listenOnLoopback(0, () => createServer())));
  await Promise.all(held.map((place) => place.close()));
  return held.map((place) => place.port);
}

function portOf(server: Server): number {
  const address = server.address();
  if (address === null || typeof address === "string")
    throw new VarcoError("internal", { reason: "a server without a port" });
  return address.port;
}

async function closeAll(servers: readonly Server[]): Promise<void> {
  await Promise.all(
    servers.map(
      (server) =>
        new Promise<void>((resolve) => {
          server.close(() => {
            resolve();
          });
        }),
    ),
  );
}
