import { createHash, type Hash as Hashing } from "node:crypto";
import type { Hash } from "../rsa/hashes";
import { pkcs1Block } from "../rsa/pkcs1";
import { longestSalt, pssBlock } from "../rsa/pss";
import type { RsaPublicKey } from "../rsa/public-key";
import { CKR } from "./constants";
import { CkError, type Mechanism } from "./cryptoki";
import { MECHANISMS, PSS_HASHES, type RsaMechanism } from "./mechanisms";

/** The fewest bytes that PKCS#1 v1.5 adds (RFC 8017 §9.2). */
const PKCS1_OVERHEAD = 11;

/** Parameters of PSS. */
interface Pss {
  readonly hash: Hash;
  readonly saltLength: number;
}

/** One signing operation: collects the data and makes the padded block that the card signs. */
export class Signing {
  readonly #key: RsaPublicKey;
  readonly #mechanism: RsaMechanism;
  readonly #pss: Pss | null;
  readonly #hashing: Hashing | null;
  #data = Buffer.alloc(0);
  #inParts = false;

  /** Throws CKR_MECHANISM_INVALID, CKR_MECHANISM_PARAM_INVALID. */
  constructor(mechanism: Mechanism, key: RsaPublicKey) {
    this.#key = key;
    const known = MECHANISMS.get(mechanism.type);
    if (!known) throw new CkError(CKR.MECHANISM_INVALID);
    this.#mechanism = known;
    this.#pss = known.padding === "pss" ? readPss(mechanism, known.hash, key) : null;
    this.#hashing = known.hash && createHash(known.hash.name);
  }

  /** Adds a part of the data. Throws CKR_DATA_LEN_RANGE when they are more than the mechanism can sign. */
  addPart(part: Uint8Array): void {
    this.#inParts = true;
    this.#add(part);
  }

  /** Adds all the data. Throws CKR_OPERATION_ACTIVE after a part (PKCS#11 v2.40 §5.11), and as `addPart`. */
  addAll(data: Uint8Array): void {
    if (this.#inParts) throw new CkError(CKR.OPERATION_ACTIVE);
    this.#add(data);
  }

  /** Ends the operation with the padded block, big-endian, as long as the modulus. Throws CKR_DATA_LEN_RANGE. */
  block(): Uint8Array {
    const data = this.#hashing ? this.#hashing.digest() : this.#data;
    switch (this.#mechanism.padding) {
      case "pkcs1": {
        const prefix = this.#mechanism.hash?.digestInfoPrefix ?? new Uint8Array();
        if (prefix.length + data.length > this.#key.bytes - PKCS1_OVERHEAD) throw new CkError(CKR.DATA_LEN_RANGE);
        return pkcs1Block(Buffer.concat([prefix, data]), this.#key.bytes);
      }
      case "pss":
        return this.#leftPadded(this.#pssBlock(data));
      case "none":
        return this.#below(this.#leftPadded(data));
    }
  }

  #add(part: Uint8Array): void {
    if (this.#hashing) {
      this.#hashing.update(part);
      return;
    }
    if (this.#data.length + part.length > this.#maxLength()) throw new CkError(CKR.DATA_LEN_RANGE);
    this.#data = Buffer.concat([this.#data, part]);
  }

  #maxLength(): number {
    if (this.#pss) return this.#pss.hash.length;
    return this.#mechanism.padding === "pkcs1" ? this.#key.bytes - PKCS1_OVERHEAD : this.#key.bytes;
  }

  #pssBlock(digest: Uint8Array): Uint8Array {
    if (!this.#pss || digest.length !== this.#pss.hash.length) throw new CkError(CKR.DATA_LEN_RANGE);
    return pssBlock(digest, this.#pss.hash, this.#pss.saltLength, this.#key.bits);
  }

  #leftPadded(block: Uint8Array): Uint8Array {
    const padded = new Uint8Array(this.#key.bytes);
    padded.set(block, padded.length - block.length);
    return padded;
  }

  #below(block: Uint8Array): Uint8Array {
    if (Buffer.compare(block, this.#key.modulus) >= 0) throw new CkError(CKR.DATA_LEN_RANGE);
    return block;
  }
}

/** Takes PSS parameters that name one hash for data and mask, as everybody uses PSS, and a salt that fits. */
function readPss({ pss }: Mechanism, dataHash: Hash | null, key: RsaPublicKey): Pss {
  const named = PSS_HASHES.find(({ mechanism, mgf }) => mechanism === pss?.hash && mgf === pss.mgf);
  if (!pss || !named || (dataHash !== null && dataHash !== named.hash)) throw new CkError(CKR.MECHANISM_PARAM_INVALID);
  if (pss.saltLength > longestSalt(named.hash, key.bits)) throw new CkError(CKR.MECHANISM_PARAM_INVALID);
  return { hash: named.hash, saltLength: pss.saltLength };
}
