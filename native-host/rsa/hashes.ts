import { fromHex } from "../card/hex";
import { CKG, CKM } from "../pkcs11/constants";

/** A hash function, as signatures use it. */
export interface Hash {
  /** As Node calls it. */
  readonly name: string;
  /** CKM_… */
  readonly mechanism: number;
  /** CKG_… of the mask generation function on top of it. */
  readonly mgf: number;
  /** Bytes. */
  readonly length: number;
  /** DER of a DigestInfo up to the digest (RFC 8017 §9.2, note 1). */
  readonly digestInfo: Uint8Array;
}

export const SHA256: Hash = {
  name: "sha256",
  mechanism: CKM.SHA256,
  mgf: CKG.MGF1_SHA256,
  length: 32,
  digestInfo: fromHex("30 31 30 0d 06 09 60 86 48 01 65 03 04 02 01 05 00 04 20"),
};
export const SHA384: Hash = {
  name: "sha384",
  mechanism: CKM.SHA384,
  mgf: CKG.MGF1_SHA384,
  length: 48,
  digestInfo: fromHex("30 41 30 0d 06 09 60 86 48 01 65 03 04 02 02 05 00 04 30"),
};
export const SHA512: Hash = {
  name: "sha512",
  mechanism: CKM.SHA512,
  mgf: CKG.MGF1_SHA512,
  length: 64,
  digestInfo: fromHex("30 51 30 0d 06 09 60 86 48 01 65 03 04 02 03 05 00 04 40"),
};
