import { X509Certificate } from "node:crypto";
import { once } from "node:events";
import { MessageChannel, type MessagePort, type Worker } from "node:worker_threads";
import { toVarcoError, VarcoError } from "../../shared/errors";
import type { ProxySettings } from "../../shared/messages";
import { LIMITS } from "../../shared/limits";
import { seenLines } from "../../shared/seen-text";
import type { Route } from "../proxy/proxy";
import type { ServerAddress } from "../address";
import { checkedSigner, type ClientCertificate } from "./client-certificate";
import { TlsConnection, type Signer } from "./connection";
import { Deadline } from "./deadline";
import { createMailbox } from "./mailbox";
import { intermediates, keepIntermediate } from "./kept-intermediates";
import type { ToWorker } from "./messages";
import { leaveThread, takeThread } from "./threads";
import type { Trust } from "./trust";

export interface TlsTimes {
  /** One handshake without the signature, in milliseconds; the card and the person have limits of their own. */
  readonly handshake: number;
  /** How long the server may be silent, in milliseconds. */
  readonly silence: number;
}

export const TLS_TIMES: TlsTimes = { handshake: LIMITS.handshake, silence: LIMITS.serverSilence };

export interface TlsOriginOptions {
  readonly address: ServerAddress;
  readonly trust?: Trust;
  /** Null: connections without a client certificate. */
  readonly clientCertificate: ClientCertificate | null;
  readonly times?: TlsTimes;
  /** The browser's own proxy settings; without them the computer's count. */
  readonly proxy?: ProxySettings | undefined;
  /** Finds the way to the server; by default the way that the person's browsers take. */
  readonly route?: (url: URL) => Promise<Route>;
  /** Only for a probe: see {@link OriginSetup.stopWhenAsked}. */
  readonly stopWhenAsked?: boolean;
}

export interface ConnectOptions {
  readonly signal?: AbortSignal;
  /** Called when the handshake begins to connect, and when the card begins to sign. */
  readonly onStep?: (step: "connect" | "sign") => void;
  /** Not over a TCP connection that was opened early: the server has waited on that one already. */
  readonly fresh?: boolean;
}

/**
 * TLS connections (1.2 and 1.3, server always verified) to one server with one client certificate, whose key is on a
 * card. One worker thread makes them all: one that has waited, or a new one. Later connections resume the session of
 * the first, so that the card signs once. The owner must close the origin.
 */
export class TlsOrigin {
  readonly #options: TlsOriginOptions;
  readonly #worker: Worker;
  readonly #signer: Signer | null;
  readonly #gone: Promise<void>;
  readonly #failed = (error: unknown) => this.#fail(error instanceof Error ? error.message : String(error));
  #nowGone = () => {};
  readonly #exited = () => {
    this.#fail("the TLS thread ended");
    this.#nowGone();
  };
  readonly #route: Promise<Route>;
  readonly #connections = new Set<TlsConnection>();
  #crash: VarcoError | null = null;

  /** Throws `usage` (`extraCa` is not PEM). */
  constructor(options: TlsOriginOptions) {
    this.#options = options;
    const { address, trust = {}, clientCertificate, times = TLS_TIMES } = options;
    this.#signer = clientCertificate && checkedSigner(clientCertificate);
    if (trust.extraCa !== undefined) checkPem(trust.extraCa);
    const { worker, route } = takeThread(trust, { address, proxy: options.proxy }, options.route);
    this.#route = route;
    // Each connection hears of a failure.
    this.#route.catch(() => undefined);
    this.#worker = worker;
    this.#tell({
      kind: "serve",
      address,
      intermediates,
      proxy: options.proxy,
      stopWhenAsked: options.stopWhenAsked ?? false,
      silence: times.silence,
      certificate: clientCertificate && Uint8Array.from(clientCertificate.der),
    });
    this.#worker.on("message", keepIntermediate);
    this.#worker.on("error", this.#failed).once("exit", this.#exited);
    this.#gone = new Promise((resolve) => {
      this.#nowGone = resolve;
    });
  }

  get address(): ServerAddress {
    return this.#options.address;
  }

  /** Whether one of the names (see `printIssuers`) is the issuer of the client certificate. True without one. */
  isIssuer(names: readonly string[]): boolean {
    const { clientCertificate } = this.#options;
    return clientCertificate === null || names.includes(seenLines(new X509Certificate(clientCertificate.der).issuer));
  }

  /**
   * Connects and shakes hands. Throws `server.unreachable`, `server.timeout`, `server.name`, `server.untrusted`,
   * `server.expired`, `server.tls-too-old`, `server.handshake`, `server.certificate-refused`, `server.cut`,
   * `operation.cancelled` (or the signal's own VarcoError), and whatever the signer throws.
   */
  async connect(options: ConnectOptions = {}): Promise<TlsConnection> {
    const connection = this.open(options);
    await once(connection, "info");
    return connection;
  }

  /** Connects without waiting: bytes written meanwhile leave after the handshake, and a failure destroys the stream. */
  open({ signal, onStep, fresh = false }: ConnectOptions = {}): TlsConnection {
    onStep?.("connect");
    const connection = this.#openConnection(fresh);
    const {
      address: { host },
      times = TLS_TIMES,
    } = this.#options;
    const deadline = new Deadline(times.handshake, () =>
      connection.destroy(new VarcoError("server.timeout", { host })),
    );
    deadline.run();
    connection.on("sign", (begins: boolean) => {
      if (begins) {
        deadline.pause();
        onStep?.("sign");
      } else {
        deadline.run();
      }
    });
    const abort = (): void => {
      connection.destroy(abortError(signal));
    };
    const settled = (): void => {
      deadline.end();
      signal?.removeEventListener("abort", abort);
    };
    connection.once("info", settled);
    connection.once("close", settled);
    signal?.addEventListener("abort", abort);
    if (signal?.aborted) abort();
    if (this.#crash) connection.destroy(this.#crash);
    return connection;
  }

  /** Ends all connections and the worker; resolves when the worker is gone. May be called twice. */
  async close(): Promise<void> {
    this.#end();
    this.#tell({ kind: "end" });
    await this.#gone;
  }

  /** Ends all connections, at once, and leaves the worker to the next origin. Call nothing afterwards. */
  release(): void {
    const { trust = {} } = this.#options;
    // A worker that failed is gone.
    if (this.#crash === null) {
      this.#worker.off("message", keepIntermediate).off("error", this.#failed).off("exit", this.#exited);
      leaveThread(this.#worker, trust);
    }
    this.#end();
  }

  #end(): void {
    const over = (this.#crash ??= new VarcoError("operation.cancelled"));
    for (const connection of this.#connections) connection.destroy(over);
  }

  #openConnection(fresh: boolean): TlsConnection {
    const { port1, port2 } = new MessageChannel();
    const mailbox = createMailbox();
    const connection = new TlsConnection({ port: port1, mailbox, signer: this.#signer });
    this.#connections.add(connection);
    connection.once("close", () => {
      this.#connections.delete(connection);
    });
    this.#route.then(
      (route) => {
        if (connection.destroyed) port2.close();
        else this.#tell({ kind: "connect", port: port2, mailbox, route, fresh }, [port2]);
      },
      (thrown: unknown) => {
        connection.destroy(toVarcoError(thrown));
        port2.close();
      },
    );
    return connection;
  }

  #tell(message: ToWorker, moved: readonly MessagePort[] = []): void {
    this.#worker.postMessage(message, moved);
  }

  #fail(reason: string): void {
    this.#crash ??= new VarcoError("internal", { reason });
    for (const connection of this.#connections) connection.destroy(this.#crash);
  }
}

/** The error of an aborted signal: its own VarcoError, else `operation.cancelled`. */
export function abortError(signal: AbortSignal | undefined): VarcoError {
  const reason: unknown = signal?.reason;
  return reason instanceof VarcoError ? reason : new VarcoError("operation.cancelled");
}

function checkPem(pem: string): void {
  try {
    new X509Certificate(pem);
  } catch (error) {
    throw new VarcoError(
      "usage",
      { reason: "The file of certification authorities holds no certificate (PEM)." },
      { cause: error },
    );
  }
}
