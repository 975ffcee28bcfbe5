import type { Socket } from "node:net";
import type { ServerAddress } from "../../address";
import type { Route } from "../../proxy/proxy";
import type { DialEarly } from "../messages";
import type { Trust } from "../trust";
import { dial, type DialOptions } from "./dial";

/** An open TCP connection, and the milliseconds that it took. */
export interface Dialled {
  readonly socket: Socket;
  readonly roundTrip: number;
}

/** As {@link dial}, with its time. */
export async function dialTimed(address: ServerAddress, options: DialOptions): Promise<Dialled> {
  const started = performance.now();
  const socket = await dial(address, options);
  return { socket, roundTrip: performance.now() - started };
}

/**
 * A TCP connection that is opened before anybody needs it, so that the first handshake need not wait for it. Nothing is
 * sent on it. It closes when nobody takes it in time.
 */
export class EarlySocket {
  readonly #server: string;
  readonly #patience: number;
  readonly #dialling = new AbortController();
  readonly #dialled: Promise<Dialled>;
  #timer: NodeJS.Timeout | undefined;
  #socket: Socket | null = null;
  #isOver = false;
  readonly #gone = (): void => this.drop();

  constructor({ address, route, silence, patience }: DialEarly, trust: Trust) {
    this.#server = serverBy(address, route);
    this.#patience = patience;
    this.#dialled = dialTimed(address, { route, trust, silence, signal: this.#dialling.signal });
    this.#dialled.then(
      ({ socket }) => this.#watch(socket),
      // The login dials again and tells why that fails.
      this.#gone,
    );
  }

  /**
   * The connection, or what becomes of it, if it goes to this address by this route and has not failed. It is given
   * away once. Throws as {@link dial}; `signal` ends it.
   */
  take(address: ServerAddress, route: Route, signal: AbortSignal): Promise<Dialled> | null {
    if (this.#isOver || serverBy(address, route) !== this.#server) return null;
    this.#isOver = true;
    clearTimeout(this.#timer);
    signal.addEventListener("abort", () => this.#dialling.abort());
    this.#socket?.off("data", this.#gone).off("end", this.#gone).off("error", this.#gone);
    return this.#dialled;
  }

  /** Closes the connection, if nobody has taken it. */
  drop(): void {
    if (this.#isOver) return;
    this.#isOver = true;
    clearTimeout(this.#timer);
    this.#dialling.abort();
    this.#socket?.destroy();
  }

  #watch(socket: Socket): void {
    socket.setTimeout(0);
    if (this.#dialling.signal.aborted) socket.destroy();
    if (this.#isOver) return;
    this.#socket = socket;
    this.#timer = setTimeout(this.#gone, this.#patience);
    // Without a reader a socket does not tell that the server has closed it. In TLS no server speaks first.
    socket.on("data", this.#gone).on("end", this.#gone).on("error", this.#gone);
  }
}

function serverBy({ host, port }: ServerAddress, route: Route): string {
  return JSON.stringify([host, port, route]);
}
