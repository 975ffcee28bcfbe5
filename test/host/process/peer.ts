import assert from "node:assert/strict";
import { spawn, type ChildProcess } from "node:child_process";
import { EventEmitter, once } from "node:events";
import * as v from "valibot";
import { CHROMIUM_ID, PROTOCOL_VERSION } from "../../../shared/identity";
import {
  toExtension,
  parseResult,
  type RequestParams,
  type RequestResult,
  type RequestType,
  type ToExtension,
} from "../../../shared/messages";
import { VarcoError } from "../../../shared/errors";
import { cutBody } from "../../../native-host/messaging/chunks";
import { encodeFrame, readFrames } from "../../../native-host/messaging/frames";

export const ORIGIN_ARGUMENT = `chrome-extension://${CHROMIUM_ID}/`;
type CardsMessage = Extract<ToExtension, { kind: "cards" }>;
type PinMessage = Extract<ToExtension, { kind: "pin" }>;

/** Talks to a real host process as the extension does. Every message of the host must be valid. */
export class Peer {
  readonly child: ChildProcess;
  readonly messages: ToExtension[] = [];
  readonly ended: Promise<number | null>;
  /** What the host wrote on standard error. */
  log = "";
  /** Answers the host's PIN questions. null: refuses. */
  pin: (question: PinMessage["params"]) => string | null | Promise<string | null> = () => null;
  #lastId = 0;
  readonly #events = new EventEmitter<{ message: [ToExtension] }>();

  constructor(
    [command, ...args]: readonly [string, ...string[]],
    caller: readonly string[] = [ORIGIN_ARGUMENT],
    env: NodeJS.ProcessEnv = process.env,
  ) {
    this.child = spawn(command, [...args, ...caller], { stdio: ["pipe", "pipe", "pipe"], env });
    this.ended = once(this.child, "exit").then(([code]) => (typeof code === "number" ? code : null));
    this.child.stderr!.on("data", (data) => {
      this.log += String(data);
    });
    this.child.stdin!.on("error", () => {});
    void this.#read();
  }

  async #read(): Promise<void> {
    for await (const body of readFrames(this.child.stdout!)) {
      const message = v.parse(toExtension, JSON.parse(body.toString("utf8")));
      this.messages.push(message);
      if (message.kind === "pin") void this.#answerPin(message);
      this.#events.emit("message", message);
    }
  }

  async #answerPin({ id, params }: PinMessage): Promise<void> {
    const pin = await this.pin(params);
    this.send(pin === null ? { kind: "pinRefused", id } : { kind: "pinAnswer", id, params: { pin } });
  }

  send(message: unknown): void {
    this.child.stdin!.write(encodeFrame(message, Infinity));
  }

  /** Sends bytes as they are, framed or not. */
  sendRaw(bytes: Uint8Array): void {
    this.child.stdin!.write(bytes);
  }

  /** The first message that fits, past or to come. Fails when the host ends first. */
  async message<T extends ToExtension>(fits: (message: ToExtension) => message is T): Promise<T> {
    const past = this.messages.find(fits);
    if (past) return past;
    return new Promise((resolve, reject) => {
      const listen = (message: ToExtension) => {
        if (!fits(message)) return;
        this.#events.off("message", listen);
        resolve(message);
      };
      this.#events.on("message", listen);
      void this.ended.then((code) =>
        reject(new Error(`The host ended (${String(code)}) before it said what was awaited.\n${this.log}`)),
      );
    });
  }

  /** The first state of the cards that fits, past or to come. */
  async cards(fits: (state: CardsMessage["state"]) => boolean): Promise<CardsMessage["state"]> {
    const { state } = await this.message(
      (message): message is CardsMessage => message.kind === "cards" && fits(message.state),
    );
    return state;
  }

  /** Starts a request. Its number is `id`. */
  start<T extends RequestType>(type: T, params: RequestParams<T>): { id: number; result: Promise<RequestResult<T>> } {
    const id = ++this.#lastId;
    const result = this.message(
      (message): message is Extract<ToExtension, { kind: "result" | "error" }> =>
        (message.kind === "result" || message.kind === "error") && message.id === id,
    ).then((message) => {
      if (message.kind === "error") throw new VarcoError(message.error.code, message.error.details);
      return parseResult(type, message.result);
    });
    this.send({ kind: "request", id, type, params });
    return { id, result };
  }

  /** Sends a body in pieces, then starts its request. */
  startWithBody<T extends RequestType>(
    type: T,
    params: RequestParams<T>,
    body: Uint8Array,
  ): { id: number; result: Promise<RequestResult<T>> } {
    for (const data of cutBody(body)) this.send({ kind: "chunk", id: this.#lastId + 1, data });
    return this.start(type, params);
  }

  request<T extends RequestType>(type: T, params: RequestParams<T>): Promise<RequestResult<T>> {
    return this.start(type, params).result;
  }

  /** The card that the host told last in this reader. 0: none that can be used. */
  insertionIn(reader: string): number {
    const told = this.messages.filter((message): message is CardsMessage => message.kind === "cards").at(-1);
    const card = told?.state.readers.find(({ name }) => name === reader)?.card;
    return card?.status === "ready" ? card.insertion : 0;
  }

  /** Starts a login with the card that the host told last. */
  openLogin(place: { readonly origin: string; readonly reader: string }) {
    return this.start("openLogin", { ...place, insertion: this.insertionIn(place.reader) });
  }

  async hello(): Promise<void> {
    assert.equal(
      (await this.request("hello", { protocol: PROTOCOL_VERSION, version: "test" })).protocol,
      PROTOCOL_VERSION,
    );
  }

  /** The body that the host sent for a request. */
  body(id: number): Buffer {
    return Buffer.concat(
      this.messages.flatMap((message) =>
        message.kind === "chunk" && message.id === id ? [Buffer.from(message.data, "base64")] : [],
      ),
    );
  }

  /** Closes the pipe, as a browser does at its end. Resolves with the exit code. */
  async close(): Promise<number | null> {
    this.child.stdin!.end();
    return this.ended;
  }
}
