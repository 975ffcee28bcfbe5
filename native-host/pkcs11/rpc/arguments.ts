import { CKR } from "../constants";
import { CkError, type Attribute, type Mechanism } from "../cryptoki";
import { encodingOf } from "./attribute-encodings";
import { malformed, NO_ARRAY, type Cursor } from "./cursor";
import { RPC_LIMITS } from "./limits";
import { readAttribute } from "./read-attribute";
import { readMechanism } from "./read-mechanism";
import { TypeSignature } from "./type-signature";

const ULONG_BYTES = 8;
const REQUESTED_ATTRIBUTE_BYTES = 8;

/**
 * The size of the client's buffer, in elements. Null: there is no buffer, and the client asks for the size that it
 * needs.
 */
export type BufferSize = number | null;

/** An attribute that the client asks for, and the size of its buffer in bytes. */
export interface RequestedAttribute {
  readonly type: number;
  readonly buffer: BufferSize;
}

/**
 * Reads the arguments of a call in the order of its type signature. All methods throw CKR_DEVICE_ERROR for a malformed
 * message. Source: p11-kit, rpc-client.c and rpc-server.c.
 */
export class ArgumentReader {
  readonly #cursor: Cursor;
  readonly #types: TypeSignature;

  constructor(cursor: Cursor, types: string) {
    this.#cursor = cursor;
    this.#types = new TypeSignature(types);
  }

  byte(): number {
    this.#types.take("y");
    return this.#cursor.byte();
  }

  ulong(): number {
    this.#types.take("u");
    return this.#cursor.ulong();
  }

  /**
   * Bytes that are a part of the message and are wiped with it. Null: there are none. Throws CKR_ARGUMENTS_BAD for a
   * length without bytes.
   */
  secret(): Uint8Array | null {
    this.#types.take("ay");
    const given = this.#cursor.byte() !== 0;
    if (given) return this.#cursor.bytes();
    if (this.#cursor.uint32() !== 0) throw new CkError(CKR.ARGUMENTS_BAD);
    return null;
  }

  /** A copy of the bytes; empty when there are none. Throws CKR_ARGUMENTS_BAD for a length without bytes. */
  bytes(): Uint8Array {
    return Buffer.from(this.secret() ?? []);
  }

  byteBuffer(): BufferSize {
    this.#types.take("fy");
    const size = this.#bufferSize();
    // This is no null pointer, but a buffer of no bytes.
    return size === NO_ARRAY ? 0 : size;
  }

  ulongBuffer(): BufferSize {
    this.#types.take("fu");
    return this.#bufferSize();
  }

  /** Throws CKR_ARGUMENTS_BAD for more attributes than any program asks for. */
  attributeBuffers(): RequestedAttribute[] {
    this.#types.take("fA");
    const count = this.#attributeCount();
    // Before 0.25.4 p11-kit leaves out the attributes inside a list of attributes.
    const nested = this.#cursor.left !== count * REQUESTED_ATTRIBUTE_BYTES;
    return Array.from({ length: count }, () => this.#requestedAttribute(nested, 0));
  }

  /** Throws CKR_ARGUMENTS_BAD for more attributes than any program asks for. */
  attributes(): Attribute[] {
    this.#types.take("aA");
    return Array.from({ length: this.#attributeCount() }, () => readAttribute(this.#cursor));
  }

  /** A mechanism before a CK_ULONG. Throws CKR_MECHANISM_INVALID, and CKR_ARGUMENTS_BAD when there is none. */
  mechanism(): Mechanism {
    this.#types.take("M");
    const mechanism = readMechanism(this.#cursor, ULONG_BYTES);
    if (!mechanism) throw new CkError(CKR.ARGUMENTS_BAD);
    return mechanism;
  }

  /** Checks that nothing is left to read. */
  end(): void {
    this.#types.end();
    if (this.#cursor.left > 0) throw malformed();
  }

  #bufferSize(): BufferSize {
    const size = this.#cursor.uint32();
    return size === 0 ? null : size;
  }

  #attributeCount(): number {
    const count = this.#cursor.uint32();
    if (count > RPC_LIMITS.attributes) throw new CkError(CKR.ARGUMENTS_BAD);
    return count;
  }

  #requestedAttribute(nested: boolean, depth: number): RequestedAttribute {
    const asked = { type: this.#cursor.uint32(), buffer: this.#bufferSize() };
    if (nested && asked.buffer !== null && encodingOf(asked.type) === "attributes") {
      if (depth >= RPC_LIMITS.attributeDepth) throw malformed();
      for (let count = this.#cursor.uint32(); count > 0; count--) this.#requestedAttribute(nested, depth + 1);
    }
    return asked;
  }
}
