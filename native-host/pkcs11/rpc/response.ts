import type { Version } from "../cryptoki";
import { ERROR_RESPONSE } from "./calls";
import { RawWriter } from "./raw-writer";
import { TypeSignature } from "./type-signature";

const SPACE = 0x20;
const MOST_ULONG = 0xffffffff;

/**
 * Writes the response to a call in the order of its type signature; all numbers are big-endian. Throws CKR_HOST_MEMORY
 * when the response becomes too long. Source: p11-kit, rpc-message.c and rpc-client.c.
 */
export class ResponseWriter {
  readonly #types: TypeSignature;
  readonly #raw = new RawWriter();

  /** `response`: the type signature of the results. */
  constructor(call: { readonly id: number; readonly response: string }) {
    this.#types = new TypeSignature(call.response);
    this.#raw.uint32(call.id);
    this.#raw.bytes(Buffer.from(call.response, "ascii"));
  }

  ulong(value: number): void {
    this.#types.take("u");
    this.#raw.ulong(value);
  }

  /** CK_UNAVAILABLE_INFORMATION: all bits set. */
  unavailable(): void {
    this.#types.take("u");
    this.#raw.uint32(MOST_ULONG);
    this.#raw.uint32(MOST_ULONG);
  }

  version({ major, minor }: Version): void {
    this.#types.take("v");
    this.#raw.byte(major);
    this.#raw.byte(minor);
  }

  /** Writes UTF-8, cut after a whole character and padded with spaces to `length` bytes. */
  text(text: string, length: number): void {
    this.#types.take("s");
    const padded = Buffer.alloc(length, SPACE);
    padded.write(text, "utf8");
    this.#raw.bytes(padded);
  }

  bytes(bytes: Uint8Array): void {
    this.#types.take("ay");
    this.#raw.byte(1);
    this.#raw.bytes(bytes);
  }

  /** Writes the number of bytes instead of the bytes. */
  bytesNeeded(count: number): void {
    this.#types.take("ay");
    this.#raw.byte(0);
    this.#raw.uint32(count);
  }

  ulongs(values: readonly number[]): void {
    this.#types.take("au");
    this.#raw.byte(1);
    this.#raw.uint32(values.length);
    for (const value of values) this.#raw.ulong(value);
  }

  /** Writes the count of the numbers instead of the numbers. */
  ulongsNeeded(count: number): void {
    this.#types.take("au");
    this.#raw.byte(0);
    this.#raw.uint32(count);
  }

  /** Calls `write` for each attribute. */
  attributes<T>(attributes: readonly T[], write: (attribute: T, raw: RawWriter) => void): void {
    this.#types.take("aA");
    this.#raw.uint32(attributes.length);
    for (const attribute of attributes) write(attribute, this.#raw);
  }

  /** Ends the response and returns its message. */
  end(): Buffer {
    this.#types.end();
    return this.#raw.written;
  }
}

/** The message of a response that is only a CK_RV. */
export function errorResponse(rv: number): Buffer {
  const response = new ResponseWriter(ERROR_RESPONSE);
  response.ulong(rv);
  return response.end();
}
