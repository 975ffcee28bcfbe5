import assert from "node:assert/strict";
import { constants, generateKeyPairSync, privateEncrypt } from "node:crypto";
import { createTestPki } from "../../../devkit/pki/pki";
import { checkedSigner } from "../../../native-host/tls/client-certificate";
import { pkcs1Block } from "../../../native-host/rsa/pkcs1";

describe("a checked signer", () => {
  const block = pkcs1Block(new Uint8Array(51), 256);

  it("lets a fitting signature through", async () => {
    const card = await (await createTestPki()).card();
    const signature = privateEncrypt({ key: card.key, padding: constants.RSA_NO_PADDING }, block);
    assert.deepEqual(await checkedSigner({ der: card.der, sign: async () => signature }).sign(block), signature);
  });

  it("keeps back what does not fit", async () => {
    const card = await (await createTestPki()).card();
    const other = privateEncrypt(
      { key: generateKeyPairSync("rsa", { modulusLength: 2048 }).privateKey, padding: constants.RSA_NO_PADDING },
      block,
    );
    for (const wrong of [other, new Uint8Array(256).fill(0xff), new Uint8Array(0), new Uint8Array(257)]) {
      await assert.rejects(checkedSigner({ der: card.der, sign: async () => wrong }).sign(block), {
        code: "card.certificate",
      });
    }
  });

  it("needs a certificate", () => {
    assert.throws(() => checkedSigner({ der: new Uint8Array([0x30, 0x03, 1, 2, 3]), sign: async (bytes) => bytes }), {
      code: "card.certificate",
    });
  });
});
