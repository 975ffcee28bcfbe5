import assert from "node:assert/strict";
import { constants, createHash, generateKeyPairSync, privateEncrypt, verify } from "node:crypto";
import { pkcs1Block } from "../../../native-host/rsa/pkcs1";

/** DigestInfo of SHA-256 without the digest (RFC 8017 §9.2, note 1). */
const SHA256_PREFIX = Buffer.from("3031300d060960864801650304020105000420", "hex");

describe("the block of PKCS#1 v1.5", () => {
  it("makes a signature that verifies when raised to the private exponent", () => {
    const { privateKey, publicKey } = generateKeyPairSync("rsa", { modulusLength: 1024 });
    const message = Buffer.from("ciao");
    const digestInfo = Buffer.concat([SHA256_PREFIX, createHash("sha256").update(message).digest()]);
    const signature = privateEncrypt(
      { key: privateKey, padding: constants.RSA_NO_PADDING },
      pkcs1Block(digestInfo, 128),
    );
    assert.ok(verify("sha256", message, publicKey, signature));
  });

  it("is 00 01 FF…FF 00 and the DigestInfo", () => {
    assert.equal(
      Buffer.from(pkcs1Block(new Uint8Array([0xaa, 0xbb]), 16)).toString("hex"),
      "0001" + "ff".repeat(11) + "00aabb",
    );
  });

  it("needs at least 8 bytes of FF", () => {
    assert.equal(pkcs1Block(new Uint8Array(5), 16).length, 16);
    assert.throws(() => pkcs1Block(new Uint8Array(6), 16), RangeError);
  });
});
