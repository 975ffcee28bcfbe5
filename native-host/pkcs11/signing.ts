import { createHash, type Hash as Hashing } from "node:crypto";
import { pkcs1Block } from "../rsa/pkcs1";
import { CKR } from "./constants";
import { CkError, type Mechanism } from "./cryptoki";
import { SHA256, SHA384, SHA512, type Hash } from "../rsa/hashes";
import { MECHANISMS, type RsaMechanism } from "./mechanisms";
import { longestSalt, pssBlock } from "../rsa/pss";
import type { RsaPublicKey } from "../rsa/public-key";

/** Bytes that PKCS#1 v1.5 adds at least (RFC 8017 §9.2). */
const PKCS1_OVERHEAD = 11;

/** What PSS takes besides the data. */
interface Pss {
  readonly hash: Hash;
  readonly saltLength: number;
}

/** The data of one signature on their way to the block that the card is given. */
export class Signing {
  readonly #key: RsaPublicKey;
  readonly #mechanism: RsaMechanism;
  readonly #pss: Pss | null;
  readonly #hashing: Hashing | null;
  #data = Buffer.alloc(0);

  /** Throws CKR_MECHANISM_INVALID, CKR_MECHANISM_PARAM_INVALID. */
  constructor(mechanism: Mechanism, key: RsaPublicKey) {
    this.#key = key;
    const known = MECHANISMS.get(mechanism.type);
    if (!known) throw new CkError(CKR.MECHANISM_INVALID);
    this.#mechanism = known;
    this.#pss = known.padding === "pss" ? readPss(mechanism, known.hash, key) : null;
    this.#hashing = known.hash && createHash(known.hash.name);
  }

  /** Takes more data. Throws CKR_DATA_LEN_RANGE when they are more than can be signed. */
  update(part: Uint8Array): void {
    if (this.#hashing) {
      this.#hashing.update(part);
      return;
    }
    if (this.#data.length + part.length > this.#most()) throw new CkError(CKR.DATA_LEN_RANGE);
    this.#data = Buffer.concat([this.#data, part]);
  }

  /** The padded block, big-endian, as many bytes as the modulus. Throws CKR_DATA_LEN_RANGE. Ends the signing. */
  block(): Uint8Array {
    const data = this.#hashing ? this.#hashing.digest() : this.#data;
    switch (this.#mechanism.padding) {
      case "pkcs1": {
        const prefix = this.#mechanism.hash?.digestInfo ?? new Uint8Array();
        if (prefix.length + data.length > this.#key.bytes - PKCS1_OVERHEAD) throw new CkError(CKR.DATA_LEN_RANGE);
        return pkcs1Block(Buffer.concat([prefix, data]), this.#key.bytes);
      }
      case "pss":
        return this.#leftPadded(this.#pssBlock(data));
      case "none":
        return this.#below(this.#leftPadded(data));
    }
  }

  #most(): number {
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

/** PSS only with one hash for data and mask, as everybody uses it, and a salt that fits. */
function readPss({ pss }: Mechanism, hashOfData: Hash | null, key: RsaPublicKey): Pss {
  const hash = [SHA256, SHA384, SHA512].find(({ mechanism }) => mechanism === pss?.hash);
  if (!pss || !hash || pss.mgf !== hash.mgf || (hashOfData !== null && hashOfData !== hash))
    throw new CkError(CKR.MECHANISM_PARAM_INVALID);
  if (pss.saltLength > longestSalt(hash, key.bits)) throw new CkError(CKR.MECHANISM_PARAM_INVALID);
  return { hash, saltLength: pss.saltLength };
}
