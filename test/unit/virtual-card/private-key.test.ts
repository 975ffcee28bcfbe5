import assert from "node:assert/strict";
import { constants, createPublicKey, publicEncrypt, verify } from "node:crypto";
import { INVENTED_PIN } from "../../../devkit/card/index";
import { KEY, padded, RESTORE, send, sendAll, SET_DECIPHER, SET_SIGN, unitCard } from "./card";

const VERIFY = `00 20 00 10 08 ${padded(INVENTED_PIN)}`;
const PUBLIC = createPublicKey(KEY);
const decipher = (block: Uint8Array): string => `00 2A 80 86 00 01 01 00 ${Buffer.from(block).toString("hex")} 00 00`;
const bytes = (answer: string): Buffer => Buffer.from(answer, "hex").subarray(0, -2);

/** SHA-256 DigestInfo header (RFC 8017 §9.2). */
const DIGEST_INFO = Buffer.from("3031300d060960864801650304020105000420", "hex");

describe("private key of the virtual card", () => {
  it("computes raw RSA, so that the public key gives the block back", async () => {
    const card = unitCard();
    const block = Uint8Array.from({ length: 256 }, (_, index) => index >> 1);
    const result = bytes(await sendAll(card, VERIFY, RESTORE, SET_DECIPHER, decipher(block)));
    assert.equal(result.length, 256);
    assert.deepEqual(publicEncrypt({ key: PUBLIC, padding: constants.RSA_NO_PADDING }, result), Buffer.from(block));
  });

  it("pads a DigestInfo itself when it computes a signature", async () => {
    const card = unitCard();
    const { createHash } = await import("node:crypto");
    const digest = createHash("sha256").update("text").digest();
    const input = Buffer.concat([DIGEST_INFO, digest]).toString("hex");
    const signature = bytes(await sendAll(card, VERIFY, RESTORE, SET_SIGN, `00 2A 9E 9A 33 ${input} 00`));
    assert.ok(verify("sha256", Buffer.from("text"), PUBLIC, signature));
  });

  it("works only after its security environment and its key were chosen", async () => {
    const card = unitCard();
    const block = decipher(new Uint8Array(256));
    assert.equal(await sendAll(card, VERIFY, block), "6985");
    assert.equal(await sendAll(card, SET_DECIPHER, block), "6985", "no environment");
    assert.equal(await sendAll(card, RESTORE, block), "6985", "restoring forgets the key");
    assert.equal(await sendAll(card, SET_SIGN, block), "6985", "the other template");
    assert.match(await sendAll(card, SET_DECIPHER, block), /9000$/);
  });

  it("refuses an environment, a template or a key that is not there", async () => {
    const card = unitCard();
    assert.equal(await send(card, "00 22 F3 03"), "6700", "the length byte that the specification wants");
    assert.equal(await send(card, "00 22 F3 01 00"), "6a88");
    assert.equal(await send(card, "00 22 F1 A4 03 83 01 01"), "6a86");
    assert.equal(await send(card, "00 22 41 B8 03 83 01 01"), "6a86");
    assert.equal(await send(card, "00 22 F1 B8 03 84 01 01"), "6a80");
    assert.equal(await send(card, "00 22 F1 B8 03 83 01 02"), "6a88");
  });

  it("refuses what is no block of its size", async () => {
    const card = unitCard();
    await sendAll(card, VERIFY, RESTORE, SET_DECIPHER);
    assert.equal(await send(card, decipher(new Uint8Array(255))), "6700");
    assert.equal(await send(card, decipher(new Uint8Array(256).fill(0xff))), "6a80", "not below the modulus");
    assert.equal(await send(card, `00 2A 80 86 00 01 01 01 ${"00".repeat(256)} 00 00`), "6a80", "padding indicator");
    assert.equal(await send(card, "00 2A 80 84 01 00 00"), "6a86");
  });
});
