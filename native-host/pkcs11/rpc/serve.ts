import type { Readable, Writable } from "node:stream";
import { toVarcoError } from "../../../shared/errors";
import { log } from "../../log";
import { CKR } from "../constants";
import { CkError, type Cryptoki } from "../cryptoki";
import { AnswerWriter, errorAnswer } from "./answer";
import { ByteSource } from "./byte-source";
import { NEWEST_VERSION } from "./calls";
import { GarbageCollection } from "./garbage-collection";
import { readFrame, writeFrame, type Frame } from "./frames";
import { KeyedQueue } from "./keyed-queue";
import { BackPressure } from "./back-pressure";
import { readRequest } from "./request";

/**
 * Serves a token to one client of p11-kit's RPC protocol (`remote: |COMMAND` in a module file), versions 0 to 2. Calls run side by
 * side, those of one session in their order; each is answered when it is done. Resolves, with both streams closed, when the client
 * has gone or sends what cannot be a request; what it had at work goes on, what waits in line is not begun. Wipes all requests.
 */
export async function serveRpc(input: Readable, output: Writable, token: Cryptoki): Promise<void> {
  const client = new Client(input, output, token);
  try {
    await Promise.race([client.serve(), client.closed]);
  } finally {
    client.close();
  }
}

class Client {
  readonly #input: Readable;
  readonly #output: Writable;
  readonly #token: Cryptoki;
  readonly #lanes = new KeyedQueue();
  readonly #load = new BackPressure();
  readonly #collecting = new GarbageCollection();
  #gone = false;
  #nowClosed = () => {};
  readonly closed = new Promise<void>((resolve) => {
    this.#nowClosed = resolve;
  });

  constructor(input: Readable, output: Writable, token: Cryptoki) {
    this.#input = input;
    this.#output = output;
    this.#token = token;
    input.on("error", () => this.close());
    output.on("error", () => this.close());
    output.on("close", () => this.close());
  }

  async serve(): Promise<void> {
    const source = new ByteSource(this.#input, () => this.#collecting.look());
    const version = (await source.take(1))?.readUInt8();
    if (version === undefined) return;
    await this.#write(Buffer.of(Math.min(version, NEWEST_VERSION)));
    for (let frame = await readFrame(source); frame; frame = await readFrame(source)) {
      void this.#serve(frame);
      await this.#load.room();
    }
  }

  close(): void {
    if (this.#gone) return;
    this.#gone = true;
    this.#input.destroy();
    this.#output.end();
    this.#nowClosed();
  }

  async #serve({ code, message }: Frame): Promise<void> {
    const bytes = message?.length ?? 0;
    this.#load.change(1, bytes);
    const answer = message ? await this.#answer(message) : errorAnswer(CKR.HOST_MEMORY);
    message?.fill(0);
    await this.#write(writeFrame(code, answer));
    this.#load.change(-1, bytes);
    this.#collecting.look();
  }

  async #answer(message: Buffer): Promise<Buffer> {
    try {
      const { call, session, run } = readRequest(message);
      const answer = new AnswerWriter(call);
      await this.#lanes.run(session, async () => {
        if (this.#gone) throw new CkError(CKR.DEVICE_REMOVED);
        await run(this.#token, answer);
      });
      return answer.end();
    } catch (thrown) {
      return errorAnswer(returnValueOf(thrown));
    }
  }

  /** Resolves when it is written, or can no longer be. */
  #write(bytes: Buffer): Promise<void> {
    if (this.#gone) return Promise.resolve();
    return new Promise((resolve) => this.#output.write(bytes, () => resolve()));
  }
}

/** CK_RV of what was thrown. What is not a CkError is a mistake of ours, and gets into the log. */
function returnValueOf(thrown: unknown): number {
  if (thrown instanceof CkError && thrown.rv > CKR.OK) return thrown.rv;
  log.failure("PKCS#11", toVarcoError(thrown));
  return CKR.GENERAL_ERROR;
}
