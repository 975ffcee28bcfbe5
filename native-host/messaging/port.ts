import type { Readable, Writable } from "node:stream";
import { setTimeout as delay } from "node:timers/promises";
import { PROTOCOL_VERSION } from "../../shared/identity";
import { toVarcoError, VarcoError } from "../../shared/errors";
import {
  parseResult,
  type HostRequest,
  type RequestParams,
  type ToExtension,
  type ToHost,
} from "../../shared/messages";
import type { HandledRequest, HandledType, Handlers, RequestContext } from "./handlers";
import { log } from "../log";
import { readFrames } from "./frames";
import { greetingAnswer } from "./greeting";
import { parseMessage } from "./parse";
import { BodyCollector, cutBody } from "./chunks";
import { Outbox } from "./outbox";
import { PendingPins } from "./pending-pins";

/** Milliseconds that requests have to end once the browser has gone. A person at the keypad could take a minute. */
const END_WAIT = 300;

/** The parts of the host that the port calls. */
export interface PortParts {
  /** Loads the handlers when the first request needs one. */
  readonly handlers: () => Promise<Handlers>;
  /**
   * Called once, when the extension has greeted with our protocol version. From then on the host may send state, if the
   * extension wants to hear of the cards.
   */
  readonly greeted: (send: (message: ToExtension) => void, greeting: RequestParams<"hello">) => void;
}

/** The conversation with the extension over standard input and output. */
export class Port {
  readonly #input: Readable;
  readonly #parts: PortParts;
  readonly #outbox: Outbox;
  readonly #running = new Map<number, AbortController>();
  readonly #bodies = new BodyCollector();
  readonly #pins = new PendingPins();
  readonly #work = new Set<Promise<void>>();
  #greeted = false;

  constructor(input: Readable, output: Writable, parts: PortParts) {
    this.#input = input;
    this.#parts = parts;
    this.#outbox = new Outbox(output);
  }

  /**
   * Serves until the browser closes the pipe or breaks the protocol. Then cancels all requests that still run.
   * `answered`: the greeting that has its answer already.
   */
  async run(answered: RequestParams<"hello"> | null = null): Promise<void> {
    if (answered !== null) this.#welcome(answered);
    try {
      for await (const body of readFrames(this.#input)) {
        const message = parseMessage(body);
        body.fill(0); // it may have held a PIN
        if ("error" in message) this.#refuse(message.error, message.id);
        else if (!this.#take(message)) break;
      }
    } catch (thrown) {
      this.#refuse(toVarcoError(thrown), null);
    } finally {
      for (const controller of this.#running.values()) controller.abort();
      await Promise.race([Promise.all(this.#work), delay(END_WAIT, undefined, { ref: false })]);
    }
  }

  /** Handles one message. False ends the conversation. */
  #take(message: ToHost): boolean {
    if (message.kind === "request" && message.type === "hello") return this.#greet(message);
    if (!this.#greeted) {
      this.#refuse(
        new VarcoError("protocol.version", { extension: null, host: PROTOCOL_VERSION }),
        "id" in message ? message.id : null,
      );
      return false;
    }
    switch (message.kind) {
      case "pinAnswer":
        this.#pins.answer(message.id, message.params.pin);
        break;
      case "pinRefused":
        this.#pins.refuse(message.id);
        break;
      case "chunk":
        this.#bodies.add(message.id, message.data);
        break;
      case "request":
        if (message.type === "cancel") {
          this.#running.get(message.params.target)?.abort();
          this.#outbox.send({ kind: "result", id: message.id, result: {} });
        } else {
          this.#start(message);
        }
    }
    return true;
  }

  #greet(message: HostRequest<"hello">): boolean {
    const { protocol } = message.params;
    if (protocol !== PROTOCOL_VERSION) {
      this.#refuse(new VarcoError("protocol.version", { extension: protocol, host: PROTOCOL_VERSION }), message.id);
      return false;
    }
    this.#outbox.send({ kind: "result", id: message.id, result: greetingAnswer() });
    if (!this.#greeted) this.#welcome(message.params);
    return true;
  }

  #welcome(greeting: RequestParams<"hello">): void {
    this.#greeted = true;
    this.#parts.greeted((event) => this.#outbox.send(event), greeting);
  }

  #start(message: HandledRequest): void {
    if (this.#running.has(message.id)) {
      this.#refuse(new VarcoError("message.malformed", { reason: "the request number is in use" }), null);
      return;
    }
    const controller = new AbortController();
    this.#running.set(message.id, controller);
    const work = this.#answer(message, controller.signal).finally(() => {
      this.#running.delete(message.id);
      this.#work.delete(work);
    });
    this.#work.add(work);
  }

  async #answer(message: HandledRequest, signal: AbortSignal): Promise<void> {
    const { id } = message;
    try {
      // The extension would refuse a result of another form, so it gets the error instead.
      const result = parseResult(message.type, await this.#handle(message, this.#context(message, signal)));
      this.#outbox.send({ kind: "result", id, result });
    } catch (thrown) {
      const error = toVarcoError(thrown);
      log.failure(message.type, error);
      this.#outbox.send({ kind: "error", id, error: error.toJSON() });
    }
  }

  async #handle<T extends HandledType>(message: HandledRequest<T>, context: RequestContext) {
    const handlers = await this.#parts.handlers();
    return handlers[message.type](message.params, context);
  }

  #context(message: HandledRequest, signal: AbortSignal): RequestContext {
    const { id } = message;
    return {
      signal,
      body: message.type === "relay" ? this.#bodies.take(id, message.params.bodyLength) : Buffer.alloc(0),
      progress: (step) => this.#outbox.send({ kind: "progress", id, step }),
      askPin: (question) => this.#pins.ask({ ...question, forRequest: id }, (pin) => this.#outbox.send(pin), signal),
      sendBody: async (body) => {
        for (const data of cutBody(body)) {
          this.#outbox.send({ kind: "chunk", id, data });
          await this.#outbox.drained();
        }
      },
    };
  }

  #refuse(error: VarcoError, id: number | null): void {
    log.failure("message", error);
    this.#outbox.send(
      id === null ? { kind: "fault", error: error.toJSON() } : { kind: "error", id, error: error.toJSON() },
    );
  }
}
