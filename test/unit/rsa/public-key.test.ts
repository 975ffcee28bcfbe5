import assert from "node:assert/strict";
import { constants, generateKeyPairSync, privateEncrypt, randomBytes, X509Certificate } from "node:crypto";
import { rootCertificates } from "node:tls";
import { readPublicKey, signatureMatches } from "../../../native-host/rsa/public-key";

const AUTHORITIES = rootCertificates.map((pem) => new X509Certificate(pem));
const authorityWith = (keyType: string) =>
  AUTHORITIES.find(({ publicKey }) => publicKey.asymmetricKeyType === keyType) ?? assert.fail(`no ${keyType} key`);

describe("the public key of a certificate", () => {
  it("has the modulus, the exponent and the sizes that Node finds", () => {
    const { raw, publicKey } = authorityWith("rsa");
    const { n, e } = publicKey.export({ format: "jwk" });
    const key = readPublicKey(raw);
    assert.equal(Buffer.from(key.modulus).toString("base64url"), n);
    assert.equal(Buffer.from(key.exponent).toString("base64url"), e);
    assert.equal(key.bits, publicKey.asymmetricKeyDetails?.modulusLength);
    assert.equal(key.bytes, key.bits / 8);
    assert.deepEqual(key.info, publicKey.export({ type: "spki", format: "der" }));
  });

  it("is refused when it is not RSA, or when there is no certificate", () => {
    assert.throws(() => readPublicKey(authorityWith("ec").raw), {
      code: "card.certificate",
      details: { reason: "its key is ec, not RSA" },
    });
    assert.throws(() => readPublicKey(Uint8Array.of(1, 2, 3)), { code: "card.certificate" });
  });

  it("matches the signatures of its private key and no others", () => {
    const { privateKey, publicKey } = generateKeyPairSync("rsa", { modulusLength: 1024 });
    const { n = "" } = publicKey.export({ format: "jwk" });
    const modulus = Buffer.from(n, "base64url");
    const key = {
      ...readPublicKey(authorityWith("rsa").raw),
      modulus,
      bits: 1024,
      bytes: 128,
      key: publicKey,
    };
    const block = Buffer.concat([Buffer.of(0), randomBytes(127)]);
    const signature = privateEncrypt({ key: privateKey, padding: constants.RSA_NO_PADDING }, block);
    assert.ok(signatureMatches(key, signature, block));
    for (const wrong of [Buffer.alloc(128), Buffer.alloc(128, 0xff), modulus, signature.subarray(1), Buffer.alloc(0)])
      assert.ok(!signatureMatches(key, wrong, block), wrong.toString("hex"));
  });
});
