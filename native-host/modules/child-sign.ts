import { CallFailed } from "./call-failed";
import * as C from "./constants";
import type { Cryptoki } from "./cryptoki/cryptoki";
import type { Ulong } from "./cryptoki/ulong";

/**
 * Raw RSA on a padded block, big-endian. A token without the raw mechanism pads PKCS#1 v1.5 itself: it gets the
 * DigestInfo. PSS needs the raw one, for the salt is in the block already. Throws `CallFailed`.
 */
export function signWith(module: Cryptoki, session: Ulong, slot: Ulong, id: Uint8Array, block: Uint8Array): Uint8Array {
  const key = privateKey(module, session, id);
  const raw = module.mechanisms(slot).includes(C.CKM_RSA_X_509);
  const data = raw ? block : digestInfoIn(block);
  if (data === null) throw new CallFailed("C_SignInit", C.CKR_MECHANISM_INVALID);
  return module.sign(session, raw ? C.CKM_RSA_X_509 : C.CKM_RSA_PKCS, key, data);
}

/** The private key that goes with a certificate: it has the same CKA_ID. */
function privateKey(module: Cryptoki, session: Ulong, id: Uint8Array): Ulong {
  const template = [
    { type: C.CKA_CLASS, value: C.CKO_PRIVATE_KEY },
    { type: C.CKA_KEY_TYPE, value: C.CKK_RSA },
    { type: C.CKA_ID, value: id },
  ];
  const [key] = module.find(session, template, 1);
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
