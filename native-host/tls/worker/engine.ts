import type { TlsInfo } from "../messages";
import { printIssuers } from "./issuers";
import { asError, failureOf, TlsOperationError } from "./operation-error";
import * as openssl from "./openssl";
import type { Pointer } from "./openssl";
import { createSsl, type Ssl, type SslOptions } from "./ssl";

/** Results of SSL_get_error(3). */
const ERROR = { wantRead: 2, wantWrite: 3, wantX509Lookup: 4, zeroReturn: 6, wantRetryVerify: 12 } as const;
/** Bytes of the buffer for plaintext: four TLS records. */
const CHUNK = 64 * 1024;
/** All connections of the thread share it: nothing stays in it between two operations. */
const scratch = Buffer.allocUnsafeSlow(CHUNK);

export interface EngineOptions extends Omit<SslOptions, "onAsked"> {
  /** Stop with `asked` when the server asks for a certificate. */
  readonly stopWhenAsked: boolean;
}

/**
 * `wait`: OpenSSL needs more bytes of the server. `asked`: see {@link EngineOptions}. `closed`: the server sent
 * close_notify. `incomplete`: see {@link ChainVerifier}.
 */
export type Step = "done" | "wait" | "asked" | "closed" | "incomplete";

/** A TLS connection without its socket: bytes in, bytes out. Its operations throw `TlsOperationError`. */
export class Engine {
  #live: Ssl | null;
  #asked = false;
  /** An error that came right behind data: the reader gets the data first. */
  #postponed: Error | null = null;

  constructor(context: Pointer, options: EngineOptions) {
    const onAsked = (): 1 | -1 => {
      this.#asked = true;
      return options.stopWhenAsked ? -1 : 1;
    };
    this.#live = createSsl(context, { ...options, onAsked });
  }

  info(): TlsInfo {
    const { ssl } = this.#handles;
    return {
      protocol: openssl.SSL_get_version(ssl) === "TLSv1.3" ? "TLSv1.3" : "TLSv1.2",
      asked: this.#asked,
      issuers: this.#asked ? printIssuers(openssl.SSL_get0_peer_CA_list(ssl)) : [],
      resumed: openssl.SSL_session_reused(ssl) === 1,
    };
  }

  /** Whether the server has asked for a certificate so far. */
  get wasAsked(): boolean {
    return this.#asked;
  }

  /** `SSL *` */
  get ssl(): Pointer {
    return this.#handles.ssl;
  }

  /** Bytes from the server. */
  receive(bytes: Uint8Array): void {
    if (openssl.BIO_write(this.#handles.incoming, bytes, bytes.length) !== bytes.length)
      throw new Error("OpenSSL: BIO_write failed");
  }

  /** The bytes for the server; null if there are none. */
  take(): Buffer | null {
    const length = openssl.BIO_ctrl_pending(this.#handles.outgoing);
    if (length === 0) return null;
    const bytes = Buffer.allocUnsafeSlow(length);
    return openssl.BIO_read(this.#handles.outgoing, bytes, length) === length ? bytes : null;
  }

  handshake(): Step {
    return this.#step(() => openssl.SSL_do_handshake(this.#handles.ssl));
  }

  /** Processes tickets and alerts; `done` when application data has come. */
  peek(): Step {
    return this.#step(() => openssl.SSL_peek(this.#handles.ssl, scratch, 1));
  }

  /** Up to 64 KiB of application data, in memory of its own. */
  read(): Uint8Array | Exclude<Step, "done"> {
    if (this.#postponed !== null) throw this.#postponed;
    let length = 0;
    let step: Step = "done";
    while (step === "done" && length < CHUNK) {
      try {
        step = this.#step(() => {
          const count = openssl.SSL_read(this.#handles.ssl, scratch.subarray(length), CHUNK - length);
          length += Math.max(count, 0);
          return count;
        });
      } catch (error) {
        if (length === 0) throw error;
        this.#postponed = asError(error);
        break;
      }
    }
    return length === 0 && step !== "done" ? step : Uint8Array.from(scratch.subarray(0, length));
  }

  /** Encrypts all of the bytes (`done`) or none yet. */
  write(bytes: Uint8Array): Step {
    return bytes.length === 0 ? "done" : this.#step(() => openssl.SSL_write(this.#handles.ssl, bytes, bytes.length));
  }

  /** Adds close_notify to the bytes for the server. */
  shutdown(): void {
    openssl.ERR_clear_error();
    openssl.SSL_shutdown(this.#handles.ssl);
  }

  /** The session, which the caller frees; null if it cannot be resumed. Call it before {@link free}. */
  session(): Pointer | null {
    const session = openssl.SSL_get1_session(this.#handles.ssl);
    if (session === null || openssl.SSL_SESSION_is_resumable(session) === 1) return session;
    openssl.SSL_SESSION_free(session);
    return null;
  }

  free(): void {
    this.#live?.free();
    this.#live = null;
  }

  /** Keeps freed memory from OpenSSL, which would take the whole process down. */
  get #handles(): Ssl {
    if (this.#live === null) throw new Error("TLS engine used after free");
    return this.#live;
  }

  #step(operation: () => number): Step {
    const { ssl, card, operated } = this.#handles;
    openssl.ERR_clear_error();
    const result = operation();
    operated();
    if (result > 0) return "done";
    const error = openssl.SSL_get_error(ssl, result);
    if (error === ERROR.wantRead || error === ERROR.wantWrite) return "wait";
    if (error === ERROR.wantX509Lookup) return "asked";
    if (error === ERROR.zeroReturn) return "closed";
    if (error === ERROR.wantRetryVerify) return "incomplete";
    const thrown = card?.thrown() ?? null;
    if (thrown !== null) throw thrown;
    throw new TlsOperationError(failureOf(ssl, this.#asked));
  }
}
