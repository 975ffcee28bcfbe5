import type { Attribute, AttributeValue } from "../cryptoki";
import { attributeForm, type AttributeForm } from "./attribute-forms";
import { malformed, type Cursor } from "./cursor";
import { RPC_LIMITS } from "./limits";

const ULONG_BYTES = 8;

/**
 * One attribute of a template: type (32 bits), a byte that says whether there is a length, the length in the client's memory
 * (32 bits), the value in the form of its type. Throws CKR_DEVICE_ERROR. Source: p11-kit, rpc-message.c, p11_rpc_buffer_add_attribute.
 */
export function readAttribute(cursor: Cursor): Attribute {
  return readNested(cursor, 0);
}

function readNested(cursor: Cursor, depth: number): Attribute {
  const type = cursor.uint32();
  if (cursor.byte() === 0) return { type, value: null };
  const length = cursor.uint32();
  return { type, value: READERS[attributeForm(type)](cursor, length, depth) };
}

const READERS: Readonly<
  Record<AttributeForm, (cursor: Cursor, length: number, depth: number) => AttributeValue | null>
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
  // No object of ours has such an attribute: it is only looked through, and given as it came.
  attributes: (cursor, _length, depth) => {
    if (depth >= RPC_LIMITS.attributeDepth) throw malformed();
    return cursor.passedOver(() => {
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

/** False: the client gave no value (but the form has a place for one all the same). */
function lengthIs(expected: number, length: number): boolean {
  if (length !== 0 && length !== expected) throw malformed();
  return length !== 0;
}
