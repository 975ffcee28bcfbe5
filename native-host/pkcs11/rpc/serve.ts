import type { Readable, Writable } from "node:stream";
import { toVarcoError } from "../../../shared/errors";
import { log } from "../../log";
import { CKR } from "../constants";
import { CkError, type Cryptoki } from "../cryptoki";
import { BackPressure } from "./back-pressure";
import { ByteSource } from "./byte-source";
import { NEWEST_VERSION } from "./calls";
import { readFrame, writeFrame, type Frame } from "./frames";
import { GarbageCollection } from "./garbage-collection";
import { KeyedQueue } from "./keyed-queue";
import { readRequest } from "./request";
import { errorResponse, ResponseWriter } from "./response";

/**
 * Serves a token to one client of p11-kit's RPC protocol (`remote: |COMMAND` in a module file), versions 0 to 2. Calls
 * run side by side, those of one session in their order; each response leaves when it is ready. Wipes all requests.
 * Resolves, with both streams closed, when the client goes away or sends bytes that cannot be a frame. Calls in flight
 * then go on; queued calls never begin.
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
  readonly #sessionQueue = new KeyedQueue();
  readonly #backPressure = new BackPressure();
  readonly #garbage = new GarbageCollection();
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
    const source = new ByteSource(this.#input, () => this.#garbage.collectIfGrown());
    const version = (await source.take(1))?.readUInt8();
    if (version === undefined) return;
    await this.#write(Buffer.of(Math.min(version, NEWEST_VERSION)));
    for (let frame = await readFrame(source); frame; frame = await readFrame(source)) {
      void this.#serve(frame);
      await this.#backPressure.ready();
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
    this.#backPressure.acquire(bytes);
    const response = message ? await this.#respond(message) : errorResponse(CKR.HOST_MEMORY);
    message?.fill(0);
    this.#backPressure.hold(response.length);
    await this.#write(writeFrame(code, response));
    this.#backPressure.release(bytes + response.length);
    this.#garbage.collectIfGrown();
  }

  async #respond(message: Buffer): Promise<Buffer> {
    try {
      const { call, session, run } = readRequest(message);
      const response = new ResponseWriter(call);
      await this.#sessionQueue.run(session, async () => {
        if (this.#gone) throw new CkError(CKR.DEVICE_REMOVED);
        await run(this.#token, response);
      });
      return response.end();
    } catch (thrown) {
      return errorResponse(returnValueOf(thrown));
    }
  }

  /** Resolves when the bytes are written, or when nothing can be written any more. */
  #write(bytes: Buffer): Promise<void> {
    if (this.#gone) return Promise.resolve();
    return new Promise((resolve) => this.#output.write(bytes, () => resolve()));
  }
}

/** The CK_RV of a failed call. Anything but a CkError is a bug and goes to the log. */
function returnValueOf(thrown: unknown): number {
  if (thrown instanceof CkError && thrown.rv > CKR.OK) return thrown.rv;
  log.failure("PKCS#11", toVarcoError(thrown));
  return CKR.GENERAL_ERROR;
}
