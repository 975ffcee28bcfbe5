import { toVarcoError, VarcoError } from "../../shared/errors";
import { PROTOCOL_VERSION, VARCO_VERSION } from "../../shared/identity";
import type { CardsState, ProxySettings, RequestParams, RequestResult } from "../../shared/messages";
import type { HostPort } from "./port";
import { HostSession } from "./session";

/**
 * Milliseconds of silence at the start after which the program counts as missing. A snap browser asks the person first.
 */
const HELLO_LIMIT = 60_000;

export interface HostEvents {
  /** Readers or cards have changed. */
  cards(): void;
  /** The conversation ended while somebody needed it. */
  lost(error: VarcoError): void;
}

export interface HostOptions {
  /** False: the host leaves readers and cards alone, and tells nothing of them. */
  readonly cards?: boolean;
  /** The browser's own proxy settings; null: those of the computer count. */
  readonly proxy?: () => Promise<ProxySettings | null>;
}

/** What requests that reach a server say of the way to it. */
export interface WayToServers {
  /** The browser's own settings. */
  readonly proxy?: ProxySettings;
}

/**
 * The host program for the whole extension. It starts when somebody needs it, and ends when nobody holds it any more.
 */
export class HostClient {
  readonly #connect: () => HostPort;
  readonly #greeting: RequestParams<"hello">;
  readonly #proxy: () => Promise<ProxySettings | null>;
  readonly #listeners = new Set<HostEvents>();
  #session: HostSession | null = null;
  #greeted: Promise<HostSession> | null = null;
  #cards: CardsState | null = null;
  #program: RequestResult<"hello"> | null = null;

  constructor(connect: () => HostPort, { cards = true, proxy = async () => null }: HostOptions = {}) {
    this.#connect = connect;
    this.#proxy = proxy;
    this.#greeting = { protocol: PROTOCOL_VERSION, version: VARCO_VERSION, ...(cards ? {} : { cards: false }) };
  }

  /** Readers and cards as the host last told them, null while no host runs. */
  get cards(): CardsState | null {
    return this.#cards;
  }

  /** What the host said of itself, null while none runs. */
  get program(): RequestResult<"hello"> | null {
    return this.#program;
  }

  /**
   * The conversation, for requests that reach a server, and what they say of the way to it: `known`, or what the browser
   * is asked for. Throws as {@link session}.
   */
  async reach(known: WayToServers | null = null): Promise<{ host: HostSession; way: WayToServers }> {
    const [host, way] = await Promise.all([this.session(), known ?? this.#way()]);
    return { host, way };
  }

  async #way(): Promise<WayToServers> {
    const proxy = await this.#proxy();
    return proxy === null ? {} : { proxy };
  }

  /** Keeps the host running until the returned function is called. With the last holder the host ends. */
  hold(listener: HostEvents): () => void {
    const held = { ...listener };
    this.#listeners.add(held);
    return () => {
      this.#listeners.delete(held);
      if (this.#listeners.size === 0) this.#session?.close();
    };
  }

  /**
   * The conversation with the host. Starts the host if it does not run. Throws `host.missing`, `host.caller-refused`,
   * `protocol.version`.
   */
  session(): Promise<HostSession> {
    if (!this.#greeted) {
      const greeted = this.#start();
      this.#greeted = greeted;
      greeted.catch(() => {
        if (this.#greeted === greeted) this.#greeted = null;
      });
    }
    return this.#greeted;
  }

  async #start(): Promise<HostSession> {
    const session = this.#open();
    const timer = setTimeout(() => session.close(new VarcoError("host.missing", { reason: null })), HELLO_LIMIT);
    try {
      const { result } = await session.request("hello", this.#greeting);
      if (result.protocol !== PROTOCOL_VERSION) {
        throw new VarcoError("protocol.version", { extension: PROTOCOL_VERSION, host: result.protocol });
      }
      this.#program = result;
      return session;
    } catch (thrown) {
      session.close(toVarcoError(thrown));
      throw thrown;
    } finally {
      clearTimeout(timer);
    }
  }

  #open(): HostSession {
    const session = new HostSession(this.#connected(), {
      cards: (state) => {
        this.#cards = state;
        for (const listener of this.#listeners) listener.cards();
      },
      ended: (error) => {
        if (this.#session !== session) return;
        this.#session = null;
        this.#greeted = null;
        this.#cards = null;
        this.#program = null;
        for (const listener of this.#listeners) listener.lost(error);
      },
    });
    this.#session = session;
    return session;
  }

  #connected(): HostPort {
    try {
      return this.#connect();
    } catch (thrown) {
      throw new VarcoError("host.missing", { reason: toVarcoError(thrown).message }, { cause: thrown });
    }
  }
}
