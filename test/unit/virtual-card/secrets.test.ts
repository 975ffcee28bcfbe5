import assert from "node:assert/strict";
import { INVENTED_PIN, INVENTED_PUK } from "../../../devkit/card/index";
import { padded, RESTORE, send, sendAll, SET_DECIPHER, unitCard } from "./card";

const ASK = "00 20 00 10";
const verify = (pin: string): string => `00 20 00 10 08 ${padded(pin)}`;
const change = (from: string, to: string): string => `00 24 00 10 10 ${padded(from)} ${padded(to)}`;
const unblock = (puk: string, pin: string): string => `00 2C 00 10 10 ${padded(puk)} ${padded(pin)}`;
const WRONG = "99999";

describe("PIN of the virtual card", () => {
  it("is verified, and then counts as verified until a reset", async () => {
    const card = unitCard();
    assert.equal(await send(card, ASK), "63c3");
    assert.equal(await send(card, verify(INVENTED_PIN)), "9000");
    assert.equal(await send(card, ASK), "9000");
    assert.ok(card.pinVerified);
    card.reset();
    assert.equal(await send(card, ASK), "63c3");
    assert.ok(!card.pinVerified);
  });

  it("loses a try when it is wrong, has all again when it is right, and is blocked at none", async () => {
    const card = unitCard();
    assert.equal(await send(card, verify(WRONG)), "63c2");
    assert.equal(await send(card, verify(INVENTED_PIN)), "9000");
    assert.equal(card.pinTriesLeft, 3);
    assert.equal(await sendAll(card, verify(WRONG), verify(WRONG)), "63c1");
    assert.equal(await send(card, verify(WRONG)), "63c0");
    assert.equal(await send(card, verify(INVENTED_PIN)), "6983");
    assert.equal(await send(card, ASK), "6983");
    assert.equal(card.pinTriesLeft, 0);
  });

  it("is no longer verified after a wrong one", async () => {
    const card = unitCard();
    assert.equal(await sendAll(card, verify(INVENTED_PIN), verify(WRONG), ASK), "63c2");
  });

  it("keeps its counter over resets and over being pulled out", async () => {
    const card = unitCard();
    await send(card, verify(WRONG));
    card.reset();
    card.remove();
    card.insert();
    assert.equal(await send(card, ASK), "63c2");
  });

  it("loses no try to a command of the wrong form", async () => {
    const card = unitCard();
    assert.equal(await send(card, "00 20 00 10 05 3234363830"), "6700");
    assert.equal(await send(card, "00 20 00 12 08 3234363830FFFFFF"), "6a88");
    assert.equal(await send(card, "00 20 01 10 08 3234363830FFFFFF"), "6a86");
    assert.equal(card.pinTriesLeft, 3);
  });

  it("is changed by who knows the old one", async () => {
    const card = unitCard();
    assert.equal(await send(card, change(WRONG, "1234567")), "63c2");
    assert.equal(await send(card, change(INVENTED_PIN, "12")), "6a80");
    assert.equal(await send(card, change(INVENTED_PIN, "1234567")), "9000");
    assert.equal(await send(card, verify(INVENTED_PIN)), "63c2");
    assert.equal(await send(card, verify("1234567")), "9000");
  });

  it("begins with the tries that it is given, and keeps them to itself where the card does not tell", async () => {
    assert.equal(await send(unitCard({ pinTriesLeft: 1 }), ASK), "63c1");
    const silent = unitCard({ tellsTries: { whenAsked: false, whenWrong: false, refusal: 0x6a86 } });
    assert.equal(await send(silent, ASK), "6a86");
    assert.equal(await send(silent, verify(WRONG)), "6300");
    assert.equal(await sendAll(silent, verify(WRONG), verify(WRONG), verify(INVENTED_PIN)), "6983");
  });
});

describe("PUK of the virtual card", () => {
  it("unblocks the PIN and sets a new one", async () => {
    const card = unitCard({ pinTriesLeft: 0 });
    assert.equal(await send(card, "00 20 00 11"), "63ca");
    assert.equal(await send(card, unblock(INVENTED_PUK, "1234567")), "9000");
    assert.equal(card.pinTriesLeft, 3);
    assert.equal(await send(card, verify("1234567")), "9000");
  });

  it("wrong ten times kills the card", async () => {
    const card = unitCard();
    for (let left = 9; left >= 0; left -= 1) {
      assert.equal(await send(card, unblock("00000000", "1234567")), `63c${left.toString(16)}`);
    }
    assert.equal(await send(card, unblock(INVENTED_PUK, "1234567")), "6983");
    assert.equal(await send(card, verify(INVENTED_PIN)), "6983");
    assert.equal(card.pukTriesLeft, 0);
    assert.equal(card.pinTriesLeft, 0);
  });
});

describe("what needs the PIN", () => {
  it("is refused before it, and after a reset", async () => {
    const card = unitCard();
    const operation = `00 2A 80 86 00 01 01 ${"00".repeat(256)}02 00 00`;
    assert.equal(await sendAll(card, RESTORE, SET_DECIPHER, operation), "6982");
    assert.match(await sendAll(card, verify(INVENTED_PIN), operation), /9000$/);
    card.reset();
    assert.equal(await sendAll(card, RESTORE, SET_DECIPHER, operation), "6982");
  });
});
