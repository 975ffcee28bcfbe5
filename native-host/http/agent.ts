import { Agent, type ClientRequest } from "node:http";
import type { Duplex } from "node:stream";
import type { TlsConnection } from "../tls/connection";
import type { ConnectOptions, TlsOrigin } from "../tls/origin";
import { LenientAnswer } from "./lenient-answer";

/** Lends Node's HTTP client the connections of a {@link TlsOrigin}: one at a time, kept open between requests. */
export class OriginAgent extends Agent {
  readonly #origin: Pick<TlsOrigin, "connect" | "open">;
  /** The connection of the last request, null before the first. */
  current: TlsConnection | null = null;
  /** Options for the next connection. */
  connectOptions: ConnectOptions = {};
  /** A connection that no request uses yet. */
  #prepared: TlsConnection | null = null;
  /** The answer that comes over the current connection. */
  #answer = new LenientAnswer();
  /** All connections that were prepared before their request. */
  readonly #early = new WeakSet<Duplex>();

  constructor(origin: Pick<TlsOrigin, "connect" | "open">) {
    super({ keepAlive: true, maxSockets: 1, maxFreeSockets: 1 });
    this.#origin = origin;
  }

  /** Connects now; the next request uses the connection. Throws as {@link TlsOrigin.connect}. */
  async prepare(options: ConnectOptions): Promise<void> {
    this.#prepared = await this.#origin.connect(options);
    this.#early.add(this.#prepared);
  }

  /** Whether the connection is older than the request, so that the server may have closed it meanwhile. */
  mayBeStale(request: ClientRequest): boolean {
    return request.reusedSocket || (request.socket !== null && this.#early.has(request.socket));
  }

  override createConnection(): Duplex {
    const prepared = this.#prepared;
    this.#prepared = null;
    this.current = prepared && !prepared.destroyed ? prepared : this.#origin.open(this.connectOptions);
    // An earlier connection may still come to its end.
    this.#answer = new LenientAnswer();
    this.current.incoming = this.#answer;
    return this.current;
  }

  /** Call this when a request gets its connection. */
  expectAnswer(): void {
    this.#answer.begin();
  }

  // Node's own versions of these two methods also set TCP keep-alive and ref counting, which a TlsConnection lacks.
  override keepSocketAlive(): boolean {
    return true;
  }

  override reuseSocket(_connection: Duplex, request: ClientRequest): void {
    request.reusedSocket = true;
  }
}
