import { PassThrough } from "node:stream";
import type { Cryptoki } from "../../../../native-host/pkcs11/cryptoki";
import { serveRpc } from "../../../../native-host/pkcs11/rpc/serve";
import { tokenThat } from "./token-double";
import { frame } from "./wire";

const HEADER = 12;

/** The message of the response to a request; the token refuses everything but `does`. */
export async function responseTo(request: Buffer, does: Partial<Cryptoki>): Promise<Buffer> {
  const client = new Client(tokenThat(does));
  const response = await client.call(request);
  await client.end();
  return response;
}

/** The other end of the protocol, in this process. */
export class Client {
  readonly input = new PassThrough();
  readonly output = new PassThrough();
  /** Resolves when serving has ended. */
  readonly served: Promise<void>;
  /** The codes of the responses in the order in which they came. */
  readonly order: number[] = [];
  readonly #answers = new Map<number, Buffer>();
  readonly #waiting = new Map<number, (answer: Buffer) => void>();
  #received = Buffer.alloc(0);
  #nextCode = 0x10;
  #version: number | null = null;

  constructor(token: Cryptoki, version: number | null = 0) {
    this.output.on("data", (chunk: Buffer) => this.#receive(chunk));
    this.served = serveRpc(this.input, this.output, token);
    if (version !== null) this.input.write(Buffer.of(version));
  }

  /** The version that the server chose. */
  get version(): number | null {
    return this.#version;
  }

  /** Sends a request and resolves with the message of its response. */
  call(message: Buffer): Promise<Buffer> {
    const code = this.#nextCode++;
    this.input.write(frame(code, message));
    return this.answer(code);
  }

  answer(code: number): Promise<Buffer> {
    const there = this.#answers.get(code);
    return there ? Promise.resolve(there) : new Promise((resolve) => this.#waiting.set(code, resolve));
  }

  async end(): Promise<void> {
    this.input.end();
    await this.served;
  }

  #receive(chunk: Buffer): void {
    this.#received = Buffer.concat([this.#received, chunk]);
    if (this.#version === null) {
      this.#version = this.#received.readUInt8();
      this.#received = this.#received.subarray(1);
    }
    while (this.#received.length >= HEADER) {
      const end = HEADER + this.#received.readUInt32BE(4) + this.#received.readUInt32BE(8);
      if (this.#received.length < end) return;
      const code = this.#received.readUInt32BE(0);
      const answer = this.#received.subarray(HEADER, end);
      this.#received = this.#received.subarray(end);
      this.order.push(code);
      this.#answers.set(code, answer);
      this.#waiting.get(code)?.(answer);
    }
  }
}
