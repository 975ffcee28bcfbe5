import { createServer } from "node:http";
import { listenOnLoopback, type LoopbackPort } from "../../../devkit/portal/loopback";
import { throughTo, type Tunneller } from "../tls/test-proxy";

/** An office's proxy, which first answers every request for a tunnel in the same way. */
export class OfficeProxy {
  #tunnel: Tunneller;
  #port: LoopbackPort | null = null;

  private constructor(answer: string) {
    this.#tunnel = (_, client) => client.end(`HTTP/1.1 ${answer}\r\n\r\n`);
  }

  static async open(answer: string): Promise<OfficeProxy> {
    const proxy = new OfficeProxy(answer);
    proxy.#port = await listenOnLoopback(0, () =>
      createServer().on("connect", (asked, client) =>
        proxy.#tunnel(
          asked,
          client.on("error", () => undefined),
        ),
      ),
    );
    return proxy;
  }

  get port(): number {
    return this.#port?.port ?? 0;
  }

  /** From now on it lets everybody through to this port, whatever name they ask for. */
  leadTo(port: number): void {
    this.#tunnel = throughTo(port);
  }

  async close(): Promise<void> {
    await this.#port?.close();
  }
}
