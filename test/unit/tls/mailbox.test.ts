import assert from "node:assert/strict";
import { answerSignature, createMailbox, refuseSignature, waitForSignature } from "../../../native-host/tls/mailbox";

describe("the mailbox of a signature", () => {
  it("gives the waiting side the bytes", () => {
    const mailbox = createMailbox();
    const signature = new Uint8Array(256).map((_, index) => index);
    assert.deepEqual(
      waitForSignature(mailbox, () => answerSignature(mailbox, signature)),
      signature,
    );
  });

  it("gives null when refused, and can be used again", () => {
    const mailbox = createMailbox();
    assert.equal(
      waitForSignature(mailbox, () => refuseSignature(mailbox)),
      null,
    );
    assert.deepEqual(
      waitForSignature(mailbox, () => answerSignature(mailbox, new Uint8Array([7]))),
      new Uint8Array([7]),
    );
  });

  it("does not take an answer from before the question", () => {
    const mailbox = createMailbox();
    answerSignature(mailbox, new Uint8Array([1]));
    assert.equal(
      waitForSignature(mailbox, () => refuseSignature(mailbox)),
      null,
    );
  });

  it("has room for 4096 bits and no more", () => {
    const mailbox = createMailbox();
    answerSignature(mailbox, new Uint8Array(512));
    assert.throws(() => answerSignature(mailbox, new Uint8Array(513)), RangeError);
  });
});
