import { once } from "node:events";
import { createServer, type Server as HttpServer } from "node:http";
import { connect, type Server } from "node:net";
import type { Duplex } from "node:stream";

/** An office's proxy, which first answers every request for a tunnel in the same way. */
export class OfficeProxy {
  readonly #server: HttpServer;
  readonly #clients = new Set<Duplex>();
  /** The port of this machine to which tunnels lead; null: it refuses them. */
  #target: number | null = null;

  private constructor(answer: string) {
    this.#server = createServer().on("connect", (_, client) => {
      this.#clients.add(client.on("error", () => undefined));
      if (this.#target === null) client.end(`HTTP/1.1 ${answer}\r\n\r\n`);
      else lead(client, this.#target);
    });
  }

  static async open(answer: string): Promise<OfficeProxy> {
    const proxy = new OfficeProxy(answer);
    await listening(proxy.#server);
    return proxy;
  }

  get port(): number {
    return portOf(this.#server);
  }

  /** From now on it lets everybody through to this port, whatever name they ask for. */
  leadTo(port: number): void {
    this.#target = port;
  }

  async close(): Promise<void> {
    for (const client of this.#clients) client.destroy();
    await closed(this.#server);
  }
}

function lead(client: Duplex, port: number): void {
  const server = connect(port, "127.0.0.1", () => {
    client.write("HTTP/1.1 200 Connection established\r\n\r\n");
    server.pipe(client).pipe(server);
  });
  server.on("error", () => client.destroy());
  client.on("close", () => server.destroy());
}

/** Has a server listen on loopback: at that port, or at one that is free. */
export async function listening(server: Server, port = 0): Promise<void> {
  server.listen(port, "127.0.0.1");
  await once(server, "listening");
}

export function portOf(server: Server): number {
  const address = server.address();
  return address !== null && typeof address === "object" ? address.port : 0;
}

/** Ends a server, if there is one, and waits for its last connection. */
export async function closed(server: Server | null): Promise<void> {
  if (server === null) return;
  server.close();
  await once(server, "close");
}
