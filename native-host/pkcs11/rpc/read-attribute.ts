import type { Attribute, AttributeValue } from "../cryptoki";
import { encodingOf, type AttributeEncoding } from "./attribute-encodings";
import { malformed, type Cursor } from "./cursor";
import { RPC_LIMITS } from "./limits";

const ULONG_BYTES = 8;

/**
 * Reads an attribute of a template: type (32 bits), a byte that tells whether a length follows, the length in the
 * client's memory (32 bits), the value in the encoding of its type. Throws CKR_DEVICE_ERROR. Source: p11-kit,
 * rpc-message.c, p11_rpc_buffer_add_attribute.
 */
export function readAttribute(cursor: Cursor): Attribute {
  return readNested(cursor, 0);
}

function readNested(cursor: Cursor, depth: number): Attribute {
  const type = cursor.uint32();
  if (cursor.byte() === 0) return { type, value: null };
  const length = cursor.uint32();
  return { type, value: DECODERS[encodingOf(type)](cursor, length, depth) };
}

const DECODERS: Readonly<
  Record<AttributeEncoding, (cursor: Cursor, length: number, depth: number) => AttributeValue | null>
> = {
  byte: (cursor, length) => {
    const value = cursor.byte() !== 0;
    return lengthIs(1, length) ? value : null;
  },
  ulong: (cursor, length) => {
    const value = cursor.ulong();
    return lengthIs(ULONG_BYTES, length) ? value : null;
  },
  bytes: readBytes,
  mechanisms: (cursor, length) => {
    const mechanisms: number[] = [];
    for (let count = cursor.uint32(); count > 0; count--) mechanisms.push(cursor.ulong());
    if (length !== mechanisms.length * ULONG_BYTES) throw malformed();
    return mechanisms;
  },
  // No object of ours has such an attribute: we check the list and keep its bytes.
  attributes: (cursor, _length, depth) => {
    if (depth >= RPC_LIMITS.attributeDepth) throw malformed();
    return cursor.capture(() => {
      for (let count = cursor.uint32(); count > 0; count--) readNested(cursor, depth + 1);
    });
  },
  flag: (cursor, length) => {
    const bytes = readBytes(cursor, length);
    const [flag] = bytes ?? [];
    return flag === undefined || length !== 1 ? bytes : flag !== 0;
  },
  number: (cursor, length) => {
    const bytes = readBytes(cursor, length);
    const [number] = bytes?.length === ULONG_BYTES ? new BigUint64Array(Uint8Array.from(bytes).buffer) : [];
    return number === undefined || number > Number.MAX_SAFE_INTEGER ? bytes : Number(number);
  },
};

function readBytes(cursor: Cursor, length: number): Uint8Array | null {
  const bytes = cursor.bytes();
  if (bytes === null) return length === 0 ? new Uint8Array() : null;
  if (bytes.length !== length) throw malformed();
  return Buffer.from(bytes);
}

/** Checks the length. False: the client gave no value, and the message holds a meaningless one. */
function lengthIs(expected: number, length: number): boolean {
  if (length !== 0 && length !== expected) throw malformed();
  return length !== 0;
}
