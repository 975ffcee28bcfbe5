import { CKR } from "../constants";
import type { AttributeAnswer, AttributeValue } from "../cryptoki";
import type { AttributeRoom } from "./arguments";
import { attributeForm, type AttributeForm } from "./attribute-forms";
import type { RawWriter } from "./raw-writer";

const ULONG_BYTES = 8;

/** A value in the form of its attribute: `length` in bytes in the client's memory; `write(raw, false)` for a value that is not asked for. */
interface Formed {
  readonly length: number;
  write(raw: RawWriter, asked: boolean): void;
}

/**
 * What one attribute answers to C_GetAttributeValue: its value, or its length where there is no room, or that there is neither.
 * Returns what that means for the call: CKR_OK, CKR_ATTRIBUTE_SENSITIVE, CKR_ATTRIBUTE_TYPE_INVALID or CKR_BUFFER_TOO_SMALL.
 * Source: PKCS#11 v2.40 §5.7 C_GetAttributeValue; p11-kit, rpc-message.c, p11_rpc_buffer_add_attribute.
 */
export function writeAttribute({ type, room }: AttributeRoom, answer: AttributeAnswer, raw: RawWriter): number {
  raw.uint32(type);
  const formed = answer === "sensitive" || answer === "unknown" ? null : form(type, answer);
  const fits = formed !== null && (room === null || formed.length <= room);
  raw.byte(fits ? 1 : 0);
  if (!fits)
    return answer === "sensitive"
      ? CKR.ATTRIBUTE_SENSITIVE
      : answer === "unknown"
        ? CKR.ATTRIBUTE_TYPE_INVALID
        : CKR.BUFFER_TOO_SMALL;
  raw.uint32(formed.length);
  formed.write(raw, room !== null);
  return CKR.OK;
}

function form(type: number, value: AttributeValue): Formed {
  const formed = FORMERS[attributeForm(type)](value);
  if (!formed) throw new TypeError(`attribute 0x${type.toString(16)} of another type`);
  return formed;
}

/** Null: such an attribute cannot have this value. */
const FORMERS: Readonly<Record<AttributeForm, (value: AttributeValue) => Formed | null>> = {
  byte: (value) =>
    typeof value === "boolean" ? { length: 1, write: (raw, asked) => raw.byte(asked && value ? 1 : 0) } : null,
  ulong: (value) =>
    typeof value === "number" ? { length: ULONG_BYTES, write: (raw, asked) => raw.ulong(asked ? value : 0) } : null,
  bytes: (value) => (value instanceof Uint8Array ? byteArray(value) : null),
  mechanisms: (value) => (value instanceof Array ? mechanismList(value) : null),
  attributes: () => null,
  flag: (value) => (typeof value === "boolean" ? byteArray(Uint8Array.of(value ? 1 : 0)) : null),
  number: (value) =>
    typeof value === "number" ? byteArray(new Uint8Array(BigUint64Array.of(BigInt(value)).buffer)) : null,
};

function byteArray(value: Uint8Array): Formed {
  return { length: value.length, write: (raw, asked) => raw.bytes(asked ? value : null) };
}

function mechanismList(mechanisms: readonly number[]): Formed {
  return {
    length: mechanisms.length * ULONG_BYTES,
    write: (raw, asked) => {
      raw.uint32(asked ? mechanisms.length : 0);
      if (asked) mechanisms.forEach((mechanism) => raw.ulong(mechanism));
    },
  };
}
