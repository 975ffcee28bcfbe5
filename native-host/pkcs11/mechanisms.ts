import { CKM } from "./constants";
import { SHA256, SHA384, SHA512, type Hash } from "../rsa/hashes";

/** A way to sign. */
export interface RsaMechanism {
  /** What the data are hashed with first; null: they are the digest, the DigestInfo or the block already. */
  readonly hash: Hash | null;
  readonly padding: "pkcs1" | "pss" | "none";
}

/** The mechanisms, by CKM_…, as PKCS#11 "Current Mechanisms" v2.40 §2.1 describes them. */
export const MECHANISMS: ReadonlyMap<number, RsaMechanism> = new Map([
  [CKM.RSA_PKCS, { hash: null, padding: "pkcs1" }],
  [CKM.RSA_X_509, { hash: null, padding: "none" }],
  [CKM.RSA_PKCS_PSS, { hash: null, padding: "pss" }],
  [CKM.SHA256_RSA_PKCS, { hash: SHA256, padding: "pkcs1" }],
  [CKM.SHA384_RSA_PKCS, { hash: SHA384, padding: "pkcs1" }],
  [CKM.SHA512_RSA_PKCS, { hash: SHA512, padding: "pkcs1" }],
  [CKM.SHA256_RSA_PKCS_PSS, { hash: SHA256, padding: "pss" }],
  [CKM.SHA384_RSA_PKCS_PSS, { hash: SHA384, padding: "pss" }],
  [CKM.SHA512_RSA_PKCS_PSS, { hash: SHA512, padding: "pss" }],
] as const);
