import * as v from "valibot";
import { CallFailed } from "../call-failed";
import { CKR_ATTRIBUTE_SENSITIVE, CKR_ATTRIBUTE_TYPE_INVALID, CKR_BUFFER_TOO_SMALL } from "../constants";
import type { Calls } from "./library";
import { bounded } from "./lists";
import { copyOf, ownMemory } from "./memory";
import { readUlongs, ulongBytes, ulongShape, within, type Ulong } from "./ulong";

/** An attribute that an object must have; a number stands for a CK_ULONG. */
export interface Wanted {
  readonly type: number;
  readonly value: number | Uint8Array;
}

/** CK_ATTRIBUTE, as koffi reads and writes it. */
interface Attribute {
  readonly type: number;
  readonly pValue: Uint8Array | null;
  readonly ulValueLen: number;
}

/** With these, C_GetAttributeValue says that it cannot tell an attribute. */
const NOT_TOLD: readonly number[] = [CKR_ATTRIBUTE_SENSITIVE, CKR_ATTRIBUTE_TYPE_INVALID, CKR_BUFFER_TOO_SMALL];

const lengthShape = v.tuple([v.object({ ulValueLen: ulongShape })]);

/**
 * The objects that have these attributes, `most` at most (C_FindObjectsInit, C_FindObjects, C_FindObjectsFinal; PKCS#11
 * 2.40 §5.7). Throws `CallFailed`.
 */
export function findObjects(library: Calls, session: Ulong, wanted: readonly Wanted[], most: number): Ulong[] {
  const template = wanted.map(({ type, value }): Attribute => {
    const bytes = copyOf(typeof value === "number" ? ulongBytes(value, library.ulongSize) : value);
    return { type, pValue: bytes, ulValueLen: bytes.length };
  });
  library.call("C_FindObjectsInit", session, template, template.length);
  const memory = ownMemory(most * library.ulongSize);
  const count: unknown[] = [0];
  try {
    library.call("C_FindObjects", session, memory, most, count);
  } finally {
    library.call("C_FindObjectsFinal", session);
  }
  return readUlongs(memory, library.ulongSize, bounded("C_FindObjects", most, count));
}

/**
 * The value of an object's attribute (C_GetAttributeValue, PKCS#11 2.40 §5.7). Null where the object has none, keeps it
 * secret, or has more than `most` bytes. Throws `CallFailed`.
 */
export function readAttribute(
  library: Calls,
  session: Ulong,
  object: Ulong,
  type: number,
  most: number,
): Uint8Array | null {
  const length = (memory: Uint8Array | null, room: number): number | null => {
    const attribute: unknown[] = [{ type, pValue: memory, ulValueLen: room } satisfies Attribute];
    try {
      library.call("C_GetAttributeValue", session, object, attribute, attribute.length);
    } catch (thrown) {
      if (thrown instanceof CallFailed && NOT_TOLD.includes(thrown.rv)) return null;
      throw thrown;
    }
    const [{ ulValueLen }] = v.parse(lengthShape, attribute);
    return within(memory === null ? most : room, ulValueLen);
  };
  const room = length(null, 0);
  if (room === null || room === 0) return room === null ? null : new Uint8Array();
  const memory = ownMemory(room);
  const filled = length(memory, room);
  return filled === null ? null : memory.subarray(0, filled);
}
