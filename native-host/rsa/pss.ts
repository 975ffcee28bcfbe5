import { createHash, randomBytes } from "node:crypto";
import type { Hash } from "./hashes";

const TRAILER = 0xbc;

/** The longest salt, in bytes, that fits into a key of `keyBits` bits. Negative when not even the digest fits. */
export function longestSalt(hash: Hash, keyBits: number): number {
  return encodedLength(keyBits) - hash.length - 2;
}

/**
 * Encodes the digest of a message with EMSA-PSS (RFC 8017 §9.1.1) and MGF1 on the same hash. The block is big-endian
 * and ⌈(keyBits−1)/8⌉ bytes long. Throws `RangeError` when the digest is not as long as the hash makes it, and when the
 * salt does not fit.
 */
export function pssBlock(digest: Uint8Array, hash: Hash, saltLength: number, keyBits: number): Uint8Array {
  if (digest.length !== hash.length) throw new RangeError("digest of another length");
  if (saltLength > longestSalt(hash, keyBits)) throw new RangeError("no room for the salt");
  const salt = randomBytes(saltLength);
  const h = createHash(hash.name).update(Buffer.alloc(8)).update(digest).update(salt).digest();
  const block = Buffer.alloc(encodedLength(keyBits));
  const db = block.subarray(0, block.length - hash.length - 1);
  db[db.length - saltLength - 1] = 0x01;
  salt.copy(db, db.length - saltLength);
  mgf1(h, hash, db.length).forEach((mask, index) => {
    db[index] = (db[index] ?? 0) ^ mask;
  });
  // The block has one bit less than the modulus.
  const unused = 8 * block.length - (keyBits - 1);
  db[0] = (db[0] ?? 0) & (0xff >> unused);
  h.copy(block, db.length);
  block[block.length - 1] = TRAILER;
  return block;
}

function encodedLength(keyBits: number): number {
  return Math.ceil((keyBits - 1) / 8);
}

/** RFC 8017 §B.2.1. */
function mgf1(seed: Uint8Array, hash: Hash, length: number): Buffer {
  const rounds = Array.from({ length: Math.ceil(length / hash.length) }, (_, index) => {
    const counter = Buffer.alloc(4);
    counter.writeUInt32BE(index);
    return createHash(hash.name).update(seed).update(counter).digest();
  });
  return Buffer.concat(rounds).subarray(0, length);
}
