import assert from "node:assert/strict";
import { constants, createHash, generateKeyPairSync, privateDecrypt, verify } from "node:crypto";
import { SHA256, SHA384, SHA512 } from "../../../native-host/rsa/hashes";
import { longestSalt, pssBlock } from "../../../native-host/rsa/pss";

const DATA = Buffer.from("what is signed");

describe("the PSS encoding", () => {
  // One bit more than whole bytes: the block is a byte shorter than the modulus.
  for (const bits of [1024, 1025, 1031]) {
    it(`is what Node verifies, with a key of ${bits} bits`, () => {
      const { privateKey, publicKey } = generateKeyPairSync("rsa", { modulusLength: bits });
      for (const hash of [SHA256, SHA384, SHA512]) {
        const digest = createHash(hash.name).update(DATA).digest();
        for (const saltLength of [0, 20, longestSalt(hash, bits)]) {
          const block = pssBlock(digest, hash, saltLength, bits);
          const padded = Buffer.concat([Buffer.alloc(Math.ceil(bits / 8) - block.length), block]);
          const signature = privateDecrypt({ key: privateKey, padding: constants.RSA_NO_PADDING }, padded);
          assert.ok(
            verify(
              hash.name,
              DATA,
              { key: publicKey, padding: constants.RSA_PKCS1_PSS_PADDING, saltLength },
              signature,
            ),
            `${hash.name} ${saltLength}`,
          );
        }
      }
    });
  }

  it("has another salt each time", () => {
    const digest = createHash("sha256").update(DATA).digest();
    assert.notDeepEqual(pssBlock(digest, SHA256, 32, 2048), pssBlock(digest, SHA256, 32, 2048));
  });

  it("is not made of another hash, nor with a salt that does not fit", () => {
    assert.throws(() => pssBlock(Buffer.alloc(48), SHA256, 32, 2048), RangeError);
    assert.throws(() => pssBlock(Buffer.alloc(32), SHA256, 223, 2048), RangeError);
    assert.ok(longestSalt(SHA512, 512) < 0);
  });
});
