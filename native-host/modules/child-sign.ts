import type { Handle, PKCS11 } from "pkcs11js";
import * as C from "./constants";
import { CallFailed, call } from "./child-call";

/** The longest signature, in bytes: RSA with 8192 bits. */
const LONGEST_SIGNATURE = 1024;

/**
 * Raw RSA on a padded block, big-endian. A token without the raw mechanism pads PKCS#1 v1.5 itself: it gets the
 * DigestInfo. PSS needs the raw one, for the salt is in the block already. Throws `CallFailed`.
 */
export function signWith(library: PKCS11, session: Handle, slot: Handle, id: Uint8Array, block: Uint8Array): Buffer {
  const key = privateKey(library, session, id);
  const mechanisms = call("C_GetMechanismList", () => library.C_GetMechanismList(slot));
  const raw = mechanisms.includes(C.CKM_RSA_X_509);
  const data = raw ? block : digestInfoIn(block);
  if (data === null) throw new CallFailed("C_SignInit", C.CKR_MECHANISM_INVALID);
  const mechanism = raw ? C.CKM_RSA_X_509 : C.CKM_RSA_PKCS;
  call("C_SignInit", () => library.C_SignInit(session, { mechanism }, key));
  return call("C_Sign", () => library.C_Sign(session, Buffer.from(data), Buffer.alloc(LONGEST_SIGNATURE)));
}

/** The private key that goes with a certificate: it has the same CKA_ID. */
function privateKey(library: PKCS11, session: Handle, id: Uint8Array): Handle {
  const template = [
    { type: C.CKA_CLASS, value: C.CKO_PRIVATE_KEY },
    { type: C.CKA_KEY_TYPE, value: C.CKK_RSA },
    { type: C.CKA_ID, value: Buffer.from(id) },
  ];
  call("C_FindObjectsInit", () => library.C_FindObjectsInit(session, template));
  const [key] = call("C_FindObjects", () => library.C_FindObjects(session, 1));
  call("C_FindObjectsFinal", () => library.C_FindObjectsFinal(session));
  if (key === undefined) throw new CallFailed("C_FindObjects", C.CKR_KEY_HANDLE_INVALID);
  return key;
}

/** What a PKCS#1 v1.5 block (00 01 FF…FF 00 ‖ DigestInfo, RFC 8017 §9.2) holds. Null for any other block. */
function digestInfoIn(block: Uint8Array): Uint8Array | null {
  if (block[0] !== 0x00 || block[1] !== 0x01) return null;
  const end = block.indexOf(0x00, 2);
  if (end < 10 || block.subarray(2, end).some((byte) => byte !== 0xff)) return null;
  return block.subarray(end + 1);
}
