import { CKM, CKR } from "../constants";
import { CkError, type Mechanism } from "../cryptoki";
import { malformed, NO_ARRAY, type Cursor } from "./cursor";

const WITHOUT_PARAMETER: ReadonlySet<number> = new Set([
  CKM.RSA_PKCS,
  CKM.RSA_X_509,
  CKM.SHA1_RSA_PKCS,
  CKM.SHA224_RSA_PKCS,
  CKM.SHA256_RSA_PKCS,
  CKM.SHA384_RSA_PKCS,
  CKM.SHA512_RSA_PKCS,
]);
const PSS: ReadonlySet<number> = new Set([
  CKM.RSA_PKCS_PSS,
  CKM.SHA1_RSA_PKCS_PSS,
  CKM.SHA224_RSA_PKCS_PSS,
  CKM.SHA256_RSA_PKCS_PSS,
  CKM.SHA384_RSA_PKCS_PSS,
  CKM.SHA512_RSA_PKCS_PSS,
]);

/** The type that stands for no mechanism. */
const NO_MECHANISM = 0xffffffff;
/** Three CK_ULONG. */
const PSS_BYTES = 24;
/** The length of a "no array" instead of a parameter. */
const NO_ARRAY_BYTES = 4;

/**
 * Reads a mechanism with which RSA keys sign: type (32 bits), then the parameter. `following`: the bytes of the message
 * after it. Null: the client gave none. Throws CKR_MECHANISM_INVALID, CKR_DEVICE_ERROR.
 *
 * The parameter has two forms. The version of the protocol does not tell which one; the length does. p11-kit to 0.25.5
 * writes a "no array" where the mechanism has no parameter, else the numbers of CK_RSA_PKCS_PSS_PARAMS. Later versions
 * write nothing where the mechanism has no parameter, else a byte (1: the parameter follows) before the numbers.
 * Source: p11-kit 0.24.1 and 0.26.4, rpc-message.c, p11_rpc_buffer_add_mechanism.
 */
export function readMechanism(cursor: Cursor, following: number): Mechanism | null {
  const type = cursor.uint32();
  const length = cursor.left - following;
  if (type === NO_MECHANISM) return null;
  if (WITHOUT_PARAMETER.has(type)) {
    if (length !== 0 && !(length === NO_ARRAY_BYTES && cursor.uint32() === NO_ARRAY)) throw malformed();
    return { type };
  }
  if (!PSS.has(type)) throw new CkError(CKR.MECHANISM_INVALID);
  if (length !== PSS_BYTES && cursor.byte() === 0) return { type };
  return { type, pss: { hash: cursor.ulong(), mgf: cursor.ulong(), saltLength: cursor.ulong() } };
}
