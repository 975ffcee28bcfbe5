import { CKR } from "../constants";
import type { AttributeAnswer, AttributeValue } from "../cryptoki";
import type { RequestedAttribute } from "./arguments";
import { encodingOf, type AttributeEncoding } from "./attribute-encodings";
import type { RawWriter } from "./raw-writer";

const ULONG_BYTES = 8;

/** A value in the encoding of its attribute. */
interface EncodedValue {
  /** Bytes in the client's memory. */
  readonly length: number;
  /** `asked` false: the client asks only for the length, and learns nothing of the value. */
  readonly write: (raw: RawWriter, asked: boolean) => void;
}

/**
 * Writes an attribute for C_GetAttributeValue: its value, or only its length when the client has no buffer, or neither.
 * Returns CKR_OK, CKR_ATTRIBUTE_SENSITIVE, CKR_ATTRIBUTE_TYPE_INVALID or CKR_BUFFER_TOO_SMALL.
 * Source: PKCS#11 v2.40 §5.7 C_GetAttributeValue; p11-kit, rpc-message.c, p11_rpc_buffer_add_attribute.
 */
export function writeAttribute({ type, buffer }: RequestedAttribute, answer: AttributeAnswer, raw: RawWriter): number {
  raw.uint32(type);
  const encoded = answer === "sensitive" || answer === "unknown" ? null : encode(type, answer);
  const fits = encoded !== null && (buffer === null || encoded.length <= buffer);
  raw.byte(fits ? 1 : 0);
  if (!fits)
    return answer === "sensitive"
      ? CKR.ATTRIBUTE_SENSITIVE
      : answer === "unknown"
        ? CKR.ATTRIBUTE_TYPE_INVALID
        : CKR.BUFFER_TOO_SMALL;
  raw.uint32(encoded.length);
  encoded.write(raw, buffer !== null);
  return CKR.OK;
}

function encode(type: number, value: AttributeValue): EncodedValue {
  const encoded = ENCODERS[encodingOf(type)](value);
  if (!encoded) throw new TypeError(`attribute 0x${type.toString(16)} of another type`);
  return encoded;
}

/** Null: an attribute of this encoding cannot have the value. */
const ENCODERS: Readonly<Record<AttributeEncoding, (value: AttributeValue) => EncodedValue | null>> = {
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

function byteArray(value: Uint8Array): EncodedValue {
  return { length: value.length, write: (raw, asked) => raw.bytes(asked ? value : null) };
}

function mechanismList(mechanisms: readonly number[]): EncodedValue {
  return {
    length: mechanisms.length * ULONG_BYTES,
    write: (raw, asked) => {
      raw.uint32(asked ? mechanisms.length : 0);
      if (asked) mechanisms.forEach((mechanism) => raw.ulong(mechanism));
    },
  };
}
