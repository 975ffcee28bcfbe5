import assert from "node:assert/strict";
import { inventedCard, type VirtualCard } from "../../../devkit/card/index";
import { createTestPki } from "../../../devkit/pki/pki";
import { CardDesk } from "../../../native-host/cards/desk";
import { VerifiedCard, type CardOperation } from "../../../native-host/relay/verified-card";
import { InsertedReaders } from "../../card/inserted-readers";

const READER = "Reader";
const PIN = Buffer.from("24680");
const LONG = 60_000;

describe("A verified card", () => {
  let card: VirtualCard;
  let operate: CardOperation;
  let size: number;
  const giveUp = new AbortController();
  const { signal } = giveUp;
  before(async () => {
    const issued = await (await createTestPki()).card();
    card = inventedCard(issued);
    size = Number(issued.key.asymmetricKeyDetails?.modulusLength) / 8;
    const readers = new InsertedReaders();
    readers.insert(READER, card);
    const desk = new CardDesk(readers);
    operate = (work) => desk.operate(READER, work);
  });
  const take = (patience = LONG) =>
    VerifiedCard.take(
      operate,
      async (cns) => {
        await cns.verifyPin(PIN);
        return true;
      },
      { signal, patience },
    );
  /** Resolves when another operation gets the card. */
  const free = () => operate(async () => null);
  const block = () => Buffer.alloc(size, 1);

  it("keeps others waiting until it has signed, once, and forgets the PIN", async () => {
    const verified = await take();
    assert.ok(verified?.isReady);
    const order: string[] = [];
    const next = free().then(() => order.push("another operation"));
    await verified.sign(block()).then(() => order.push("signature"));
    await next;
    assert.deepEqual([order, verified.isReady, card.pinVerified], [["signature", "another operation"], false, false]);
    await assert.rejects(verified.sign(block()), { code: "internal" });
  });

  it("is let go without a signature", async () => {
    const verified = await take();
    verified?.letGo();
    await free();
    assert.deepEqual([verified?.isReady, card.pinVerified], [false, false]);
  });

  it("goes by itself when nobody has it sign in time", async () => {
    const verified = await take(10);
    await free();
    assert.deepEqual([verified?.isReady, card.pinVerified], [false, false]);
  });

  it("tells why it could not sign", async () => {
    const verified = await take();
    card.remove();
    await assert.rejects(verified!.sign(block()), { code: "card.removed" });
    card.insert();
    await free();
  });

  it("is none where the PIN was refused or nobody wanted it", async () => {
    const refused = VerifiedCard.take(operate, (cns) => cns.verifyPin(Buffer.from("99999")).then(() => true), {
      signal,
      patience: LONG,
    });
    await assert.rejects(refused, { code: "pin.wrong" });
    assert.equal(await VerifiedCard.take(operate, async () => false, { signal, patience: LONG }), null);
    await free();
  });

  it("does not outlive the person's wish to stop, even if the PIN is verified just then", async () => {
    const stop = new AbortController();
    const taking = VerifiedCard.take(
      operate,
      async (cns) => {
        await cns.verifyPin(PIN);
        stop.abort();
        return true;
      },
      { signal: stop.signal, patience: LONG },
    );
    await assert.rejects(taking, { code: "operation.cancelled" });
    await free();
    assert.equal(card.pinVerified, false);
  });
});
