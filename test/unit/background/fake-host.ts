import { setTimeout as later } from "node:timers/promises";
import * as v from "valibot";
import { VarcoError, toVarcoError } from "../../../shared/errors";
import { LIMITS } from "../../../shared/limits";
import {
  toHost,
  type CardsState,
  type HostRequest,
  type LoginStep,
  type PinRequest,
  type RequestParams,
  type RequestResult,
  type RequestType,
  type ToExtension,
  type ToHost,
} from "../../../shared/messages";
import type { HostPort } from "../../../extension/host/port";
import { until as untilThere } from "../../../devkit/until";

/** What a handler of the fake host may do while it works. */
export interface Work {
  readonly id: number;
  readonly body: Buffer;
  /** Fires when the extension cancels the request. */
  readonly signal: AbortSignal;
  readonly progress: (step: LoginStep) => void;
  /** The PIN, null if it was refused. */
  readonly askPin: (question: Partial<PinRequest>) => Promise<string | null>;
  readonly sendBody: (body: Buffer) => void;
}

export type Handlers = {
  [T in RequestType]?: (params: RequestParams<T>, work: Work) => RequestResult<T> | Promise<RequestResult<T>>;
};

/**
 * A host program that lives in the test: it speaks the protocol, takes valid messages only, and does what the test
 * tells it to.
 */
export class FakeHost {
  readonly received: ToHost[] = [];
  starts = 0;
  running = false;
  handlers: Handlers;
  #toExtension: (message: unknown) => void = () => {};
  #gone: (reason: string | null) => void = () => {};
  readonly #requests: { [T in RequestType]: RequestParams<T>[] } = {
    hello: [],
    probe: [],
    look: [],
    openLogin: [],
    relay: [],
    closeLogin: [],
    module: [],
    inspectCard: [],
    changePin: [],
    unblockPin: [],
    testCard: [],
    registerModule: [],
    unregisterModule: [],
    doctor: [],
    cancel: [],
  };
  readonly #chunks = new Map<number, Buffer[]>();
  readonly #pins = new Map<number, (pin: string | null) => void>();
  readonly #cancels = new Map<number, AbortController>();
  #lastPin = 0;

  constructor(handlers: Handlers = {}) {
    this.handlers = {
      hello: () => ({ protocol: 1, version: "0.1.0", platform: "test", node: "v0" }),
      probe: () => ({ asks: true, issuers: ["CN=Test CA"], tls: "TLSv1.3" }),
      look: () => ({ asks: true }),
      closeLogin: () => ({}),
      module: () => ({ state: "unavailable" }),
      cancel: ({ target }) => {
        this.#cancels.get(target)?.abort();
        return {};
      },
      ...handlers,
    };
  }

  readonly connect = (): HostPort => {
    this.starts += 1;
    this.running = true;
    return {
      // A port copies what is sent, and does it later.
      post: (message) => {
        if (!this.running) throw new Error("Attempting to use a disconnected port object");
        void later(0).then(() => {
          if (this.running) this.#take(v.parse(toHost, structuredClone(message)));
        });
      },
      onMessage: (listener) => {
        this.#toExtension = listener;
      },
      onDisconnect: (listener) => {
        this.#gone = listener;
      },
      disconnect: () => {
        this.running = false;
      },
    };
  };

  /** Sends anything at all. */
  say(message: unknown): void {
    this.#toExtension(structuredClone(message));
  }

  cards(state: CardsState): void {
    this.say({ kind: "cards", state });
  }

  /** The program ends. */
  die(reason: string | null = "Native host has exited."): void {
    this.running = false;
    this.#gone(reason);
  }

  /** Requests of one type, in their order. */
  requests<T extends RequestType>(type: T): RequestParams<T>[] {
    return this.#requests[type];
  }

  #take(message: ToHost): void {
    this.received.push(message);
    if (message.kind === "chunk")
      this.#chunks.set(message.id, [...(this.#chunks.get(message.id) ?? []), Buffer.from(message.data, "base64")]);
    if (message.kind === "pinAnswer") this.#pins.get(message.id)?.(message.params.pin);
    if (message.kind === "pinRefused") this.#pins.get(message.id)?.(null);
    if (message.kind === "request") void this.#answer(message);
  }

  async #answer<T extends RequestType>(message: HostRequest<T>): Promise<void> {
    const { id } = message;
    this.#requests[message.type].push(message.params);
    const controller = new AbortController();
    this.#cancels.set(id, controller);
    const work: Work = {
      id,
      signal: controller.signal,
      body: Buffer.concat(this.#chunks.get(id) ?? []),
      progress: (step) => this.#send({ kind: "progress", id, step }),
      askPin: (question) => this.#askPin(id, question),
      sendBody: (body) => {
        for (let at = 0; at < body.length; at += LIMITS.bodyChunk) {
          this.#send({ kind: "chunk", id, data: body.subarray(at, at + LIMITS.bodyChunk).toString("base64") });
        }
      },
    };
    try {
      const handler = this.handlers[message.type];
      if (!handler) throw new VarcoError("internal", { reason: `no handler for ${message.type}` });
      const result = await handler(message.params, work);
      this.say({ kind: "result", id, result });
    } catch (thrown) {
      this.#send({ kind: "error", id, error: toVarcoError(thrown).toJSON() });
    }
  }

  #askPin(id: number, question: Partial<PinRequest>): Promise<string | null> {
    const pin = ++this.#lastPin;
    const { origin = "https://portal.example", reader = "R", triesLeft = null, forRequest = id } = question;
    return new Promise((resolve) => {
      this.#pins.set(pin, resolve);
      this.#send({ kind: "pin", id: pin, params: { forRequest, origin, reader, triesLeft } });
    });
  }

  #send(message: ToExtension): void {
    if (this.running) this.say(message);
  }
}

/** Resolves with the first result that counts as true. Throws after two seconds. */
export function until<T>(what: () => T | false | null | undefined): Promise<T> {
  return untilThere(what.toString(), () => what() || null, { patience: 2000, pause: 1 });
}
