import type { Socket } from "node:net";
import { VarcoError, toVarcoError, type ErrorValue } from "../../../shared/errors";
import { socketError, tlsError } from "../failure";
import { leaveSignature, waitForSignature } from "../mailbox";
import type { Route } from "../../proxy/proxy";
import type { FromConnection, OpenConnection, ToConnection, OriginSetup } from "../messages";
import type { Trust } from "../trust";
import type { ChainVerifier } from "./chain";
import { Engine, type Step } from "./engine";
import type { Pointer } from "./openssl";
import { dialTimed, type Dialled } from "./early-socket";
import { TlsOperationError } from "./operation-error";

/** How long the worker waits for a server that does not read the last bytes, in milliseconds. */
const LAST_BYTES = 2000;
/** The bounds of the wait for a TLS 1.3 server's judgement of our certificate, in milliseconds. */
const SETTLE = { least: 50, most: 1000 } as const;

/** The things that the connections of a worker share. */
export interface Origin {
  readonly setup: OriginSetup;
  readonly trust: Trust;
  /** `SSL_CTX *` */
  readonly context: Pointer;
  readonly chain: ChainVerifier;
  /** `SSL_SESSION *` to resume, owned by this object. */
  readonly session: () => Pointer | null;
  readonly keepSession: (session: Pointer) => void;
  /** A TCP connection to the server that was opened early; null if there is none. */
  readonly earlySocket: (route: Route, signal: AbortSignal) => Promise<Dialled> | null;
  /** The connections that are not over. */
  readonly connections: Set<WorkerConnection>;
}

/** A connection: its TCP socket, its TLS, and the port to the main thread. */
export class WorkerConnection {
  readonly #origin: Origin;
  readonly #link: OpenConnection;
  readonly #dialling = new AbortController();
  /** null: not connected yet. */
  #socket: Socket | null = null;
  readonly #engine: Engine;
  #phase: "handshake" | "completing" | "settling" | "open" | "over" = "handshake";
  #roundTrip = 0;
  /** What was sent on an early connection of which the server has said nothing yet; null on another one. */
  #unanswered: Uint8Array[] | null = null;
  #settling: NodeJS.Timeout | undefined;
  #refused = false;
  /** OpenSSL asked for a signature in the current step. */
  #signed = false;
  #askedBefore = false;
  #wanted = false;
  #unwritten: Uint8Array | null = null;
  /** How the TCP connection ended, once it did. */
  #ended: ErrorValue | null = null;
  /** The server closed the TCP connection in order, with or without close_notify. */
  #finished = false;

  constructor(origin: Origin, link: OpenConnection) {
    this.#origin = origin;
    this.#link = link;
    const { setup, context } = origin;
    // An earlier connection may be over already: the message about it comes through another port.
    for (const earlier of origin.connections) if (earlier.#phase === "open") earlier.#keepSession();
    const client = setup.certificate && { der: setup.certificate, sign: (block: Uint8Array) => this.#sign(block) };
    this.#engine = new Engine(context, {
      host: setup.address.host,
      client,
      session: origin.session(),
      stopWhenAsked: setup.stopWhenAsked,
    });
    origin.connections.add(this);
    link.port.on("message", (message: ToConnection) => this.#receive(message));
    link.port.on("close", () => this.#close());
    const early = origin.earlySocket(link.route, this.#dialling.signal);
    this.#connect(early ?? this.#dial(), early !== null);
  }

  #dial(): Promise<Dialled> {
    const { trust } = this.#origin;
    const { address, silence } = this.#origin.setup;
    return dialTimed(address, { route: this.#link.route, trust, silence, signal: this.#dialling.signal });
  }

  #connect(dialled: Promise<Dialled>, isEarly: boolean): void {
    dialled.then(
      (done) => this.#connected(done, isEarly),
      (thrown: unknown) => this.#fail(toVarcoError(thrown).toJSON()),
    );
  }

  #connected({ socket, roundTrip }: Dialled, isEarly: boolean): void {
    if (this.#isOver()) {
      socket.destroy();
      return;
    }
    const {
      address: { host },
      silence,
    } = this.#origin.setup;
    this.#socket = socket;
    this.#roundTrip = roundTrip;
    for (const bytes of this.#unanswered ?? []) socket.write(bytes);
    this.#unanswered = isEarly ? [] : null;
    socket.setTimeout(silence);
    socket.on("data", (bytes) => {
      this.#unanswered = null;
      this.#advance(bytes);
    });
    socket.on("end", () => {
      if (this.#goesOnAnew(socket)) return;
      this.#finished = true;
      this.#end({ code: "server.cut", details: { host } });
    });
    socket.on("error", (error: NodeJS.ErrnoException) => {
      if (!this.#goesOnAnew(socket)) this.#end(socketError(error.code, error.message, host, true));
    });
    socket.on("timeout", () => this.#fail({ code: "server.timeout", details: { host } }));
    this.#advance();
  }

  /**
   * A server may give up an early connection just before our first bytes arrive. It has seen nothing of them, so they
   * go to a new connection.
   */
  #goesOnAnew(socket: Socket): boolean {
    if (socket !== this.#socket) return true;
    if (this.#unanswered === null || this.#isOver()) return false;
    socket.destroy();
    this.#socket = null;
    this.#connect(this.#dial(), false);
    return true;
  }

  #receive(message: ToConnection): void {
    if (this.#isOver()) return;
    switch (message.type) {
      case "read":
        this.#wanted = true;
        break;
      case "write":
        this.#unwritten = message.bytes;
        break;
      case "end":
        this.#engine.shutdown();
        break;
      case "destroy":
        this.#close();
        return;
    }
    this.#advance();
  }

  /** Feeds received bytes to OpenSSL, takes the next steps, and sends the bytes that they produced. */
  #advance(received?: Uint8Array): void {
    if (this.#isOver() || this.#socket === null) return;
    try {
      if (received) this.#engine.receive(received);
      if (this.#phase === "handshake") this.#handshake();
      else if (this.#phase === "settling" && received) this.#settle();
      if (this.#phase === "open") this.#transfer();
    } catch (error) {
      this.#fail(this.#describe(error));
      return;
    } finally {
      if (this.#signed) leaveSignature(this.#link.mailbox);
      this.#signed = false;
    }
    if (!this.#isOver()) this.#flush();
  }

  #isOver(): boolean {
    return this.#phase === "over";
  }

  #handshake(): void {
    const step = this.#engine.handshake();
    if (step === "wait") this.#failIfEnded();
    else if (step === "asked") this.#stop();
    else if (step === "incomplete")
      void this.#completeChain().catch((error: unknown) => this.#fail(this.#describe(error)));
    else this.#afterHandshake();
  }

  async #completeChain(): Promise<void> {
    this.#phase = "completing";
    await this.#origin.chain.complete(this.#engine.ssl);
    if (this.#isOver()) return;
    this.#phase = "handshake";
    this.#advance();
  }

  /**
   * A TLS 1.3 server judges our certificate after our side is done. Its tickets or its refusal come next. Waiting for
   * them tells a refusal from a connection that breaks while we write the request.
   */
  #afterHandshake(): void {
    const { asked, protocol, resumed } = this.#engine.info();
    if (protocol === "TLSv1.2" || !asked || resumed || this.#origin.setup.certificate === null) {
      this.#open();
      return;
    }
    this.#phase = "settling";
    const wait = Math.min(Math.max(2 * this.#roundTrip, SETTLE.least), SETTLE.most);
    this.#settling = setTimeout(() => {
      this.#open();
      this.#advance();
    }, wait);
  }

  #settle(): void {
    this.#engine.peek();
    this.#open();
  }

  #open(): void {
    clearTimeout(this.#settling);
    this.#phase = "open";
    this.#socket?.setTimeout(0);
    this.#tellInfo();
  }

  #tellInfo(): void {
    this.#askedBefore = this.#engine.wasAsked;
    this.#send({ type: "info", info: this.#engine.info() });
  }

  /** Application data, both ways. */
  #transfer(): void {
    if (this.#unwritten !== null && this.#engine.write(this.#unwritten) === "done") {
      this.#unwritten = null;
      this.#flush(() => this.#send({ type: "written" }));
    }
    if (this.#wanted) this.#read();
    if (this.#phase !== "open") return;
    if (this.#engine.wasAsked && !this.#askedBefore) this.#tellInfo();
    // Without a reader we take nothing from the network, which holds the server back.
    if (this.#wanted) this.#socket?.resume();
    else this.#socket?.pause();
  }

  #read(): void {
    const result: Uint8Array | Step = this.#engine.read();
    if (result instanceof Uint8Array) {
      this.#wanted = false;
      this.#send({ type: "data", bytes: result }, result);
    } else if (result === "closed" || (result === "wait" && this.#finished)) {
      // Many servers close without close_notify. As in browsers, HTTP then says whether the answer is whole.
      this.#wanted = false;
      this.#send({ type: "end" });
    } else if (result === "asked") {
      this.#stop();
    } else {
      this.#failIfEnded();
    }
  }

  /** Ends a probe, which knows now whether the server asks. */
  #stop(): void {
    this.#tellInfo();
    this.#close();
  }

  #end(how: ErrorValue): void {
    this.#ended ??= how;
    this.#advance();
  }

  #failIfEnded(): void {
    if (this.#ended) this.#fail(this.#ended);
  }

  #sign(block: Uint8Array): Uint8Array | null {
    const signature = waitForSignature(this.#link.mailbox, () => this.#send({ type: "sign", block }));
    this.#refused = signature === null;
    this.#signed = true;
    return signature;
  }

  #describe(error: unknown): ErrorValue | null {
    if (this.#refused) return null;
    const { thrown, problem } = this.#origin.chain;
    if (thrown !== null) return toVarcoError(thrown).toJSON();
    if (error instanceof TlsOperationError) return tlsError(error.failure, this.#origin.setup.address.host, problem);
    return toVarcoError(error).toJSON();
  }

  #fail(error: ErrorValue | null): void {
    if (this.#isOver()) return;
    this.#send({ type: "failed", error });
    this.#close(error?.code === "server.cut");
  }

  /** `resumable`: TLS has not failed, so the next connection may resume the session. */
  #close(resumable = true): void {
    if (this.#isOver()) return;
    const wasOpen = this.#phase === "open";
    this.#phase = "over";
    clearTimeout(this.#settling);
    if (wasOpen && resumable) {
      this.#engine.shutdown();
      this.#keepSession();
    }
    this.#origin.connections.delete(this);
    this.#flush();
    this.#engine.free();
    this.#dialling.abort();
    const socket = this.#socket;
    socket?.setTimeout(LAST_BYTES, () => socket.destroy());
    socket?.destroySoon();
    this.#link.port.close();
  }

  #keepSession(): void {
    const session = this.#engine.session();
    if (session !== null) this.#origin.keepSession(session);
  }

  #flush(sent?: () => void): void {
    const bytes = this.#engine.take();
    if (bytes !== null) this.#unanswered?.push(bytes);
    if (bytes !== null && this.#socket?.writable) this.#socket.write(bytes, sent);
    else sent?.();
  }

  #send(message: FromConnection, moved?: Uint8Array): void {
    this.#link.port.postMessage(message, moved && moved.buffer instanceof ArrayBuffer ? [moved.buffer] : []);
  }
}

/** Tells the main thread that a connection could not begin. */
export function refuseConnection(link: OpenConnection, error: unknown): void {
  const message: FromConnection = {
    type: "failed",
    error: (error instanceof VarcoError ? error : toVarcoError(error)).toJSON(),
  };
  link.port.postMessage(message);
  link.port.close();
}
