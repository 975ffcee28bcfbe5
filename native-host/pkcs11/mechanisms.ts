import { SHA256, SHA384, SHA512, type Hash } from "../rsa/hashes";
import { CKG, CKM } from "./constants";

/** How a mechanism makes the block that the card signs. */
export interface RsaMechanism {
  /** The hash of the data; null when the program has hashed (or even padded) them itself. */
  readonly hash: Hash | null;
  readonly padding: "pkcs1" | "pss" | "none";
}

/** The mechanisms of the token by CKM_… (PKCS#11 v2.40, Current Mechanisms §2.1). */
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

/** The numbers by which CK_RSA_PKCS_PSS_PARAMS names a hash. */
export interface PssHash {
  readonly hash: Hash;
  /** CKM_… of the hash. */
  readonly mechanism: number;
  /** CKG_… of the mask generation function on the same hash. */
  readonly mgf: number;
}

/** The hashes that PSS may use here. */
export const PSS_HASHES: readonly PssHash[] = [
  { hash: SHA256, mechanism: CKM.SHA256, mgf: CKG.MGF1_SHA256 },
  { hash: SHA384, mechanism: CKM.SHA384, mgf: CKG.MGF1_SHA384 },
  { hash: SHA512, mechanism: CKM.SHA512, mgf: CKG.MGF1_SHA512 },
];
