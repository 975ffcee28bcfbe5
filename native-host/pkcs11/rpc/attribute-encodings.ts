import { CKA } from "../constants";

/**
 * How the value of an attribute stands in a message:
 * - `byte`: one byte.
 * - `ulong`: 64 bits.
 * - `bytes`: a byte array, also for a date.
 * - `mechanisms`: a list of 64-bit numbers.
 * - `attributes`: a list of attributes.
 * - `flag`: a CK_BBOOL that p11-kit does not know as one, so a byte array of one byte.
 * - `number`: a CK_ULONG that p11-kit does not know as one, so a byte array of eight bytes in the order of the machine.
 */
export type AttributeEncoding = "byte" | "ulong" | "bytes" | "mechanisms" | "attributes" | "flag" | "number";

const OTHER_THAN_BYTES: readonly (readonly [AttributeEncoding, readonly number[]])[] = [
  [
    "byte",
    [
      CKA.TOKEN,
      CKA.PRIVATE,
      CKA.TRUSTED,
      CKA.SENSITIVE,
      CKA.ENCRYPT,
      CKA.DECRYPT,
      CKA.WRAP,
      CKA.UNWRAP,
      CKA.SIGN,
      CKA.SIGN_RECOVER,
      CKA.VERIFY,
      CKA.VERIFY_RECOVER,
      CKA.DERIVE,
      CKA.EXTRACTABLE,
      CKA.LOCAL,
      CKA.NEVER_EXTRACTABLE,
      CKA.ALWAYS_SENSITIVE,
      CKA.MODIFIABLE,
      CKA.COPYABLE,
      CKA.SECONDARY_AUTH,
      CKA.ALWAYS_AUTHENTICATE,
      CKA.WRAP_WITH_TRUSTED,
      CKA.RESET_ON_INIT,
      CKA.HAS_RESET,
      CKA.COLOR,
    ],
  ],
  [
    "ulong",
    [
      CKA.CLASS,
      CKA.CERTIFICATE_TYPE,
      CKA.CERTIFICATE_CATEGORY,
      CKA.JAVA_MIDP_SECURITY_DOMAIN,
      CKA.KEY_TYPE,
      CKA.MODULUS_BITS,
      CKA.PRIME_BITS,
      CKA.SUB_PRIME_BITS,
      CKA.VALUE_BITS,
      CKA.VALUE_LEN,
      CKA.KEY_GEN_MECHANISM,
      CKA.AUTH_PIN_FLAGS,
      CKA.HW_FEATURE_TYPE,
      CKA.PIXEL_X,
      CKA.PIXEL_Y,
      CKA.RESOLUTION,
      CKA.CHAR_ROWS,
      CKA.CHAR_COLUMNS,
      CKA.BITS_PER_PIXEL,
      CKA.MECHANISM_TYPE,
    ],
  ],
  ["mechanisms", [CKA.ALLOWED_MECHANISMS]],
  ["attributes", [CKA.WRAP_TEMPLATE, CKA.UNWRAP_TEMPLATE, CKA.DERIVE_TEMPLATE]],
  ["flag", [CKA.DESTROYABLE]],
  ["number", [CKA.PROFILE_ID]],
];

const ENCODINGS: ReadonlyMap<number, AttributeEncoding> = new Map(
  OTHER_THAN_BYTES.flatMap(([encoding, types]) => types.map((type) => [type, encoding] as const)),
);

/**
 * The encoding of an attribute (CKA_…); unknown ones are byte arrays. Source: p11-kit, rpc-message.c,
 * map_attribute_to_value_type.
 */
export function encodingOf(type: number): AttributeEncoding {
  return ENCODINGS.get(type) ?? "bytes";
}
