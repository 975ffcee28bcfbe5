import assert from "node:assert/strict";
import { constants, generateKeyPairSync, privateEncrypt } from "node:crypto";
import { createTestPki } from "../../../devkit/pki/pki";
import { checkedSigner } from "../../../native-host/tls/client-certificate";
import { pkcs1Block } from "../../../native-host/rsa/pkcs1";
import { readPublicKey } from "../../../native-host/rsa/public-key";

describe("a checked signer", () => {
  const block = pkcs1Block(new Uint8Array(51), 256);

  it("lets a fitting signature through", async () => {
    const { der, key, privateKey } = await card();
    const signature = privateEncrypt({ key: privateKey, padding: constants.RSA_NO_PADDING }, block);
    assert.deepEqual(await checkedSigner({ der, key, sign: async () => signature }).sign(block), signature);
  });

  it("keeps back what does not fit", async () => {
    const { der, key } = await card();
    const other = privateEncrypt(
      { key: generateKeyPairSync("rsa", { modulusLength: 2048 }).privateKey, padding: constants.RSA_NO_PADDING },
      block,
    );
    for (const wrong of [other, new Uint8Array(256).fill(0xff), new Uint8Array(0), new Uint8Array(257)]) {
      await assert.rejects(checkedSigner({ der, key, sign: async () => wrong }).sign(block), {
        code: "card.certificate",
      });
    }
  });
});

async function card() {
  const { der, key } = await (await createTestPki()).card();
  return { der, key: readPublicKey(der), privateKey: key };
}
