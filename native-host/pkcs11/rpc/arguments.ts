import { CKR } from "../constants";
import { CkError, type Attribute, type Mechanism } from "../cryptoki";
import { attributeForm } from "./attribute-forms";
import { malformed, NO_ARRAY, type Cursor } from "./cursor";
import { RPC_LIMITS } from "./limits";
import { readAttribute } from "./read-attribute";
import { readMechanism } from "./read-mechanism";
import { Signature } from "./signature";

const ULONG_BYTES = 8;
const ATTRIBUTE_ROOM_BYTES = 8;

/** Space in the client's memory, in elements; null: it has none and asks how much is needed. */
export type Room = number | null;

/** An attribute that the client asks for, and its room in bytes. */
export interface AttributeRoom {
  readonly type: number;
  readonly room: Room;
}

/**
 * The arguments of one call, read in the order of its letters. All throw CKR_DEVICE_ERROR if the message does not hold them.
 * Source: p11-kit, rpc-client.c and rpc-server.c.
 */
export class ArgumentReader {
  readonly #cursor: Cursor;
  readonly #signature: Signature;

  constructor(cursor: Cursor, letters: string) {
    this.#cursor = cursor;
    this.#signature = new Signature(letters);
  }

  byte(): number {
    this.#signature.take("y");
    return this.#cursor.byte();
  }

  ulong(): number {
    this.#signature.take("u");
    return this.#cursor.ulong();
  }

  /** Bytes that are part of the message and wiped with it; null: none given. Throws CKR_ARGUMENTS_BAD for a length without bytes. */
  secret(): Uint8Array | null {
    this.#signature.take("ay");
    const given = this.#cursor.byte() !== 0;
    if (given) return this.#cursor.bytes();
    if (this.#cursor.uint32() !== 0) throw new CkError(CKR.ARGUMENTS_BAD);
    return null;
  }

  /** A copy of the bytes; empty if none are given. Throws CKR_ARGUMENTS_BAD for a length without bytes. */
  bytes(): Uint8Array {
    return Buffer.from(this.secret() ?? []);
  }

  byteRoom(): Room {
    this.#signature.take("fy");
    const room = this.#room();
    // Not a null pointer, but nothing behind it.
    return room === NO_ARRAY ? 0 : room;
  }

  ulongRoom(): Room {
    this.#signature.take("fu");
    return this.#room();
  }

  /** Throws CKR_ARGUMENTS_BAD for more attributes than any program asks for. */
  attributeRooms(): AttributeRoom[] {
    this.#signature.take("fA");
    const count = this.#attributeCount();
    // Before 0.25.4 p11-kit does not write what is inside a list of attributes.
    const nested = this.#cursor.left !== count * ATTRIBUTE_ROOM_BYTES;
    return Array.from({ length: count }, () => this.#attributeRoom(nested, 0));
  }

  /** Throws CKR_ARGUMENTS_BAD for more attributes than any program asks for. */
  attributes(): Attribute[] {
    this.#signature.take("aA");
    return Array.from({ length: this.#attributeCount() }, () => readAttribute(this.#cursor));
  }

  /** A mechanism that a CK_ULONG follows. Throws CKR_MECHANISM_INVALID, and CKR_ARGUMENTS_BAD if none is given. */
  mechanism(): Mechanism {
    this.#signature.take("M");
    const mechanism = readMechanism(this.#cursor, ULONG_BYTES);
    if (!mechanism) throw new CkError(CKR.ARGUMENTS_BAD);
    return mechanism;
  }

  /** All has been read. */
  end(): void {
    this.#signature.end();
    if (this.#cursor.left > 0) throw malformed();
  }

  #room(): Room {
    const room = this.#cursor.uint32();
    return room === 0 ? null : room;
  }

  #attributeCount(): number {
    const count = this.#cursor.uint32();
    if (count > RPC_LIMITS.attributes) throw new CkError(CKR.ARGUMENTS_BAD);
    return count;
  }

  #attributeRoom(nested: boolean, depth: number): AttributeRoom {
    const asked = { type: this.#cursor.uint32(), room: this.#room() };
    if (nested && asked.room !== null && attributeForm(asked.type) === "attributes") {
      if (depth >= RPC_LIMITS.attributeDepth) throw malformed();
      for (let count = this.#cursor.uint32(); count > 0; count--) this.#attributeRoom(nested, depth + 1);
    }
    return asked;
  }
}
