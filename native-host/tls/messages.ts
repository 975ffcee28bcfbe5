import type { MessagePort } from "node:worker_threads";
import type { ErrorValue } from "../../shared/errors";
import type { TlsAddress } from "./address";
import type { Trust } from "./trust";

/** What the worker of one origin starts with. */
export interface WorkerSetup {
  readonly address: TlsAddress;
  readonly trust: Trust;
  /** DER of the client certificate; null: a connection without one. */
  readonly certificate: Uint8Array | null;
  /** A probe: stop when the server asks for a certificate, before anything is sent in answer. */
  readonly stopWhenAsked: boolean;
  /** Silence of the server, in milliseconds, that ends a handshake. */
  readonly silence: number;
}

/** Asks the worker for one more connection. */
export interface OpenConnection {
  readonly port: MessagePort;
  /** See mailbox.ts. */
  readonly mailbox: SharedArrayBuffer;
}

/** What a finished handshake found out. */
export interface TlsInfo {
  readonly protocol: "TLSv1.2" | "TLSv1.3";
  /**
   * Whether the server asked for a client certificate, and of which issuers (in the form of node's
   * `X509Certificate.issuer`).
   */
  readonly asked: boolean;
  readonly issuers: readonly string[];
  /** An earlier session was resumed: no signature was needed. */
  readonly resumed: boolean;
}

export type ToConnection =
  /** Room for one more `data`. */
  | { readonly type: "read" }
  | { readonly type: "write"; readonly bytes: Uint8Array }
  /** close_notify, nothing more will be written. */
  | { readonly type: "end" }
  | { readonly type: "destroy" };

export type FromConnection =
  /** A connection was made; also when a probe was stopped, or when the server asked later on. */
  | { readonly type: "info"; readonly info: TlsInfo }
  /** Sign this block of the modulus size, answer by the mailbox: the worker is blocked until then. */
  | { readonly type: "sign"; readonly block: Uint8Array }
  | { readonly type: "data"; readonly bytes: Uint8Array }
  | { readonly type: "written" }
  /** The server's close_notify. */
  | { readonly type: "end" }
  /** `error` null: the signature was refused, and the main thread knows why. */
  | { readonly type: "failed"; readonly error: ErrorValue | null };
