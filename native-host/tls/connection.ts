import { Duplex } from "node:stream";
import type { MessagePort } from "node:worker_threads";
import { toVarcoError, VarcoError, type ErrorValue } from "../../shared/errors";
import { answerSignature, refuseAtExit, refuseSignature } from "./mailbox";
import type { FromConnection, TlsInfo, ToConnection } from "./messages";

/** The most bytes in one message to the worker. */
const WRITE_CHUNK = 64 * 1024;

/** A private key on a card. */
export interface Signer {
  /**
   * Raises a padded block (PKCS#1 v1.5 or PSS, big-endian) to the private exponent. Block and signature are as long as
   * the modulus. The connection fails with the error that this throws.
   */
  readonly sign: (block: Uint8Array) => Promise<Uint8Array>;
}

/** Changes the bytes of the server before anybody reads them. */
export interface IncomingBytes {
  take(bytes: Buffer): Buffer;
  /** The bytes that are left at the end of the connection. */
  flush(): Buffer;
}

export interface ConnectionLink {
  readonly port: MessagePort;
  readonly mailbox: SharedArrayBuffer;
  readonly signer: Signer | null;
}

/**
 * The plaintext side of a TLS connection. A failure destroys it with a `VarcoError`. Events beside those of a stream:
 * - `info` (TlsInfo): the handshake is done, or the server asked for the certificate later.
 * - `sign` (boolean): a signature begins (true) or ends (false).
 * - `activity`: the server took or sent something.
 */
export class TlsConnection extends Duplex {
  readonly #link: ConnectionLink;
  #lastInfo: TlsInfo | null = null;
  #written: ((error?: Error | null) => void) | null = null;
  #reading = false;
  /** The card is signing: the server is not to blame for the silence. */
  signing = false;
  /** Null: the bytes are read as they came. */
  incoming: IncomingBytes | null = null;

  constructor(link: ConnectionLink) {
    super({ allowHalfOpen: false });
    this.#link = link;
    link.port.on("message", (message: FromConnection) => this.#receive(message));
    // After a failure, or our own destroy, this has no effect.
    link.port.on("close", () => this.destroy(new VarcoError("internal", { reason: "the TLS thread let go" })));
    // An idle connection may fail while nobody listens. Its next user finds it destroyed, and the error in `errored`.
    this.on("error", () => undefined);
  }

  /** The result of the handshake; null until it is done. */
  get info(): TlsInfo | null {
    return this.#lastInfo;
  }

  #receive(message: FromConnection): void {
    this.emit("activity");
    switch (message.type) {
      case "info":
        this.#lastInfo = message.info;
        this.emit("info", message.info);
        break;
      case "sign":
        void this.#sign(message.block);
        break;
      case "data":
        this.#reading = false;
        this.push(this.incoming ? this.incoming.take(bufferOf(message.bytes)) : message.bytes);
        break;
      case "written":
        this.#writeDone();
        break;
      case "end":
        this.#reading = false;
        this.#pushRest();
        this.push(null);
        break;
      case "failed":
        this.destroy(failure(message.error));
        break;
    }
  }

  #pushRest(): void {
    const rest = this.incoming?.flush() ?? Buffer.alloc(0);
    if (rest.length > 0) this.push(rest);
  }

  /** Answers the worker in any case. */
  async #sign(block: Uint8Array): Promise<void> {
    this.signing = true;
    this.emit("sign", true);
    const atExit = (): void => refuseAtExit(this.#link.mailbox);
    process.once("exit", atExit);
    try {
      const signature = this.destroyed ? null : await this.#link.signer?.sign(block);
      if (!signature || this.destroyed) refuseSignature(this.#link.mailbox);
      else answerSignature(this.#link.mailbox, signature);
    } catch (error) {
      this.destroy(toVarcoError(error));
      refuseSignature(this.#link.mailbox);
    } finally {
      process.off("exit", atExit);
      this.signing = false;
      this.emit("sign", false);
      this.emit("activity");
    }
  }

  override _read(): void {
    if (this.#reading) return;
    this.#reading = true;
    this.#send({ type: "read" });
  }

  override _write(chunk: Buffer, _encoding: BufferEncoding, done: (error?: Error | null) => void): void {
    // Node's HTTP client ends a request with an empty write and takes that for done at once. If it were not, the client
    // would hand the connection to the next request and then free it under that request.
    if (chunk.length === 0) {
      done();
      return;
    }
    // A copy: posting a view would send the memory around it, too.
    const bytes = Uint8Array.from(chunk.subarray(0, WRITE_CHUNK));
    this.#written = (error) => {
      if (error || chunk.length <= WRITE_CHUNK) done(error);
      else this._write(chunk.subarray(WRITE_CHUNK), _encoding, done);
    };
    this.#send({ type: "write", bytes }, [bytes.buffer]);
  }

  override _final(done: (error?: Error | null) => void): void {
    this.#send({ type: "end" });
    done();
  }

  override _destroy(error: Error | null, done: (error?: Error | null) => void): void {
    refuseSignature(this.#link.mailbox);
    this.#send({ type: "destroy" });
    this.#writeDone(error ?? new VarcoError("server.cut"));
    done(error);
  }

  #writeDone(error?: Error): void {
    const written = this.#written;
    this.#written = null;
    written?.(error);
  }

  #send(message: ToConnection, moved: ArrayBuffer[] = []): void {
    this.#link.port.postMessage(message, moved);
  }
}

/** The same memory. */
function bufferOf({ buffer, byteOffset, byteLength }: Uint8Array): Buffer {
  return Buffer.from(buffer, byteOffset, byteLength);
}

function failure(error: ErrorValue | null): VarcoError {
  return error
    ? new VarcoError(error.code, error.details)
    : new VarcoError("internal", { reason: "signature refused without a cause" });
}
