import * as v from "valibot";
import { toVarcoError, VarcoError } from "../../shared/errors";
import { LIMITS } from "../../shared/limits";
import {
  parseResult,
  toExtension,
  type CardsState,
  type HostRequest,
  type LoginStep,
  type PinRequest,
  type RequestParams,
  type RequestResult,
  type RequestType,
  type ToExtension,
  type ToHost,
} from "../../shared/messages";
import { BodyCollector, cutBody } from "./body";
import type { HostPort } from "./port";

export interface RequestOptions {
  readonly body?: Uint8Array;
  /** Asks the host to stop; the request then answers `operation.cancelled`. */
  readonly signal?: AbortSignal;
  readonly progress?: (step: LoginStep) => void;
  /** Answers the host's question for the PIN; null refuses. Without it every question is refused. */
  readonly pin?: (question: PinRequest) => Promise<string | null>;
}

export interface HostAnswer<T extends RequestType> {
  readonly result: RequestResult<T>;
  readonly body: Uint8Array<ArrayBuffer>;
}

interface Pending {
  readonly options: RequestOptions;
  readonly body: BodyCollector;
  /** Throws when the result does not fit the request. */
  resolve(result: unknown): void;
  reject(error: VarcoError): void;
}

export interface SessionEvents {
  cards(state: CardsState): void;
  /** Called once, with the reason, when nothing more will come. */
  ended(error: VarcoError): void;
}

/** One conversation with the host, from the start of the program to its end. */
export class HostSession {
  readonly #port: HostPort;
  readonly #events: SessionEvents;
  readonly #pending = new Map<number, Pending>();
  #lastId = 0;
  #answeredOnce = false;
  #end: VarcoError | null = null;

  constructor(port: HostPort, events: SessionEvents) {
    this.#port = port;
    this.#events = events;
    port.onMessage((message) => this.#receive(message));
    port.onDisconnect((reason) =>
      this.#ended(new VarcoError(this.#answeredOnce ? "host.gone" : "host.missing", { reason })),
    );
  }

  /** Sends one request. Throws what the host answers, or why the conversation ended. */
  request<T extends RequestType>(
    type: T,
    params: RequestParams<T>,
    options: RequestOptions = {},
  ): Promise<HostAnswer<T>> {
    if (this.#end) return Promise.reject(this.#end);
    if (options.signal?.aborted) return Promise.reject(new VarcoError("operation.cancelled"));
    if (options.body && options.body.length > LIMITS.requestBody)
      return Promise.reject(new VarcoError("relay.request-too-large"));
    const id = ++this.#lastId;
    const stop = () => this.#cancel(id);
    const answer = new Promise<HostAnswer<T>>((resolve, reject) => {
      const body = new BodyCollector();
      this.#pending.set(id, {
        options,
        body,
        reject,
        resolve: (value) => {
          const result = parseResult(type, value);
          resolve({ result, body: body.take("bodyLength" in result ? result.bodyLength : 0) });
        },
      });
      options.signal?.addEventListener("abort", stop);
      this.#sendRequest({ kind: "request", id, type, params }, options.body);
    });
    return answer.finally(() => options.signal?.removeEventListener("abort", stop));
  }

  /** Lets the host go: it ends when its input does. What is pending is rejected with `reason`. */
  close(reason = new VarcoError("operation.cancelled")): void {
    this.#ended(reason);
  }

  #sendRequest<T extends RequestType>(message: HostRequest<T>, body: Uint8Array = new Uint8Array()): void {
    for (const data of cutBody(body)) this.#post({ kind: "chunk", id: message.id, data });
    this.#post(message);
  }

  #post<T extends RequestType>(message: ToHost | HostRequest<T>): void {
    if (this.#end) return;
    try {
      this.#port.post(message);
    } catch (thrown) {
      // A port that has just been closed throws before it tells so.
      this.#ended(new VarcoError("host.gone", { reason: null }, { cause: thrown }));
    }
  }

  #cancel(target: number): void {
    if (!this.#pending.has(target)) return;
    // Nobody waits for the answer: the cancelled request itself answers.
    this.#post({ kind: "request", id: ++this.#lastId, type: "cancel", params: { target } });
  }

  #receive(message: unknown): void {
    if (this.#end) return;
    const parsed = v.safeParse(toExtension, message);
    if (!parsed.success) {
      this.#ended(new VarcoError("message.malformed", { reason: place(parsed.issues) }));
      return;
    }
    try {
      this.#take(parsed.output);
    } catch (thrown) {
      this.#ended(
        v.isValiError(thrown)
          ? new VarcoError("message.malformed", { reason: place(thrown.issues) })
          : toVarcoError(thrown),
      );
    }
  }

  #take(message: ToExtension): void {
    this.#answeredOnce = true;
    switch (message.kind) {
      case "cards": {
        this.#events.cards(message.state);
        return;
      }
      case "fault": {
        this.#ended(new VarcoError(message.error.code, message.error.details));
        return;
      }
      case "pin":
        return void this.#answerPin(message.id, message.params);
      case "progress":
        return this.#pending.get(message.id)?.options.progress?.(message.step);
      case "chunk":
        return this.#pending.get(message.id)?.body.add(message.data);
      case "result": {
        this.#pending.get(message.id)?.resolve(message.result);
        this.#pending.delete(message.id);
        return;
      }
      case "error": {
        this.#pending.get(message.id)?.reject(new VarcoError(message.error.code, message.error.details));
        this.#pending.delete(message.id);
      }
    }
  }

  async #answerPin(id: number, question: PinRequest): Promise<void> {
    const asking = this.#pending.get(question.forRequest);
    const pin = (await asking?.options.pin?.(question)) ?? null;
    this.#post(pin === null ? { kind: "pinRefused", id } : { kind: "pinAnswer", id, params: { pin } });
  }

  #ended(error: VarcoError): void {
    if (this.#end) return;
    this.#end = error;
    this.#port.disconnect();
    for (const pending of this.#pending.values()) pending.reject(error);
    this.#pending.clear();
    this.#events.ended(error);
  }
}

/** Names the place of a message that is wrong, never its value. */
function place(issues: readonly v.BaseIssue<unknown>[]): string {
  const path = issues[0]?.path?.map((item) => String(item.key)).join(".") ?? "";
  return path ? `"${path.slice(0, 100)}" is missing, unknown or wrong` : "it is not an object of a known kind";
}
