import type { Version } from "../cryptoki";
import { ERROR_ANSWER } from "./calls";
import { RawWriter } from "./raw-writer";
import { Signature } from "./signature";

const SPACE = 0x20;
const MOST_ULONG = 0xffffffff;

/**
 * The answer to one call, written in the order of its letters; all numbers are big-endian. Throws CKR_HOST_MEMORY once it is longer
 * than an answer may be. Source: p11-kit, rpc-message.c and rpc-client.c.
 */
export class AnswerWriter {
  readonly #signature: Signature;
  readonly #raw = new RawWriter();

  /** For the call with this identifier, the letters of its answer. */
  constructor(call: { readonly id: number; readonly response: string }) {
    this.#signature = new Signature(call.response);
    this.#raw.uint32(call.id);
    this.#raw.bytes(Buffer.from(call.response, "ascii"));
  }

  ulong(value: number): void {
    this.#signature.take("u");
    this.#raw.ulong(value);
  }

  /** CK_UNAVAILABLE_INFORMATION: all bits set. */
  unavailable(): void {
    this.#signature.take("u");
    this.#raw.uint32(MOST_ULONG);
    this.#raw.uint32(MOST_ULONG);
  }

  version({ major, minor }: Version): void {
    this.#signature.take("v");
    this.#raw.byte(major);
    this.#raw.byte(minor);
  }

  /** UTF-8, cut after a whole character and padded with spaces to `length` bytes. */
  text(text: string, length: number): void {
    this.#signature.take("s");
    const padded = Buffer.alloc(length, SPACE);
    padded.write(text, "utf8");
    this.#raw.bytes(padded);
  }

  bytes(bytes: Uint8Array): void {
    this.#signature.take("ay");
    this.#raw.byte(1);
    this.#raw.bytes(bytes);
  }

  /** In place of bytes: how many there would be. */
  bytesNeeded(count: number): void {
    this.#signature.take("ay");
    this.#raw.byte(0);
    this.#raw.uint32(count);
  }

  ulongs(values: readonly number[]): void {
    this.#signature.take("au");
    this.#raw.byte(1);
    this.#raw.uint32(values.length);
    for (const value of values) this.#raw.ulong(value);
  }

  /** In place of numbers: how many there would be. */
  ulongsNeeded(count: number): void {
    this.#signature.take("au");
    this.#raw.byte(0);
    this.#raw.uint32(count);
  }

  /** As many attributes as `write` is called for. */
  attributes<T>(attributes: readonly T[], write: (attribute: T, raw: RawWriter) => void): void {
    this.#signature.take("aA");
    this.#raw.uint32(attributes.length);
    for (const attribute of attributes) write(attribute, this.#raw);
  }

  /** The message. */
  end(): Buffer {
    this.#signature.end();
    return this.#raw.written;
  }
}

/** The message that answers a call with nothing but a CK_RV. */
export function errorAnswer(rv: number): Buffer {
  const answer = new AnswerWriter(ERROR_ANSWER);
  answer.ulong(rv);
  return answer.end();
}
