import type { MessagePort } from "node:worker_threads";
import type { ErrorValue } from "../../shared/errors";
import type { ProxySettings } from "../../shared/messages";
import type { Route } from "../proxy/proxy";
import type { ServerAddress } from "../address";

/**
 * What the main thread tells a worker: `serve` before `connect`, and again for another origin; `end` last. Its
 * `workerData` is a `Trust`.
 */
export type ToWorker =
  | ({ readonly kind: "serve" } & OriginSetup)
  | ({ readonly kind: "connect" } & OpenConnection)
  | ({ readonly kind: "dial" } & DialEarly)
  /** The worker ends when its last connection is closed. */
  | { readonly kind: "end" };

/** The origin that a worker serves. */
export interface OriginSetup {
  readonly address: ServerAddress;
  /** Intermediate certificates (DER) that earlier logins fetched, by their address. */
  readonly intermediates: ReadonlyMap<string, Uint8Array>;
  /** The browser's own proxy settings, for fetching such certificates. */
  readonly proxy: ProxySettings | undefined;
  /** DER of the client certificate; null: a connection without one. */
  readonly certificate: Uint8Array | null;
  /** For a probe: stop when the server asks for a certificate, before the client answers. */
  readonly stopWhenAsked: boolean;
  /** How long the server may be silent in a handshake, in milliseconds. */
  readonly silence: number;
}

/** The worker has fetched an intermediate certificate that the server left out. */
export interface FromWorker {
  readonly address: string;
  readonly der: Uint8Array;
}

/** Has the worker open a TCP connection that its first TLS connection will take. Milliseconds. */
export interface DialEarly {
  readonly address: ServerAddress;
  readonly route: Route;
  /** How long the server may be silent. */
  readonly silence: number;
  /** How long the connection waits for somebody to take it. */
  readonly patience: number;
}

/** Asks the worker for one more connection. */
export interface OpenConnection {
  readonly port: MessagePort;
  readonly route: Route;
  /** Not over a TCP connection that was opened early. */
  readonly fresh: boolean;
  /** See mailbox.ts. */
  readonly mailbox: SharedArrayBuffer;
}

/** The result of a handshake. */
export interface TlsInfo {
  readonly protocol: "TLSv1.2" | "TLSv1.3";
  /** Whether the server asked for a client certificate, and of which issuers (see `printIssuers`). */
  readonly asked: boolean;
  readonly issuers: readonly string[];
  /** The connection resumes an earlier session, without a signature. */
  readonly resumed: boolean;
}

export type ToConnection =
  /** The reader takes one more `data`. */
  | { readonly type: "read" }
  | { readonly type: "write"; readonly bytes: Uint8Array }
  /** Send close_notify: nothing more will be written. */
  | { readonly type: "end" }
  | { readonly type: "destroy" };

export type FromConnection =
  /** The handshake is done, a probe has stopped, or the server asked for the certificate later. */
  | { readonly type: "info"; readonly info: TlsInfo }
  /** Sign this block, as long as the modulus, and answer through the mailbox. The worker blocks until then. */
  | { readonly type: "sign"; readonly block: Uint8Array }
  | { readonly type: "data"; readonly bytes: Uint8Array }
  | { readonly type: "written" }
  /** The server's close_notify. */
  | { readonly type: "end" }
  /** `error` null: the main thread refused the signature and knows why. */
  | { readonly type: "failed"; readonly error: ErrorValue | null };
