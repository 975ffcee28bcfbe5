import assert from "node:assert/strict";
import { INVENTED_PIN, INVENTED_PUK } from "../../../devkit/card/index";
import { VarcoError } from "../../../shared/errors";
import { padded, send, sendAll, unitCard } from "./card";

const code =
  (expected: string) =>
  (error: unknown): boolean =>
    error instanceof VarcoError && error.code === expected;
const ASK = "00 20 00 10";
const WRONG = `00 20 00 10 08 ${padded("99999")}`;

describe("faults of the virtual card", () => {
  it("pull it out at the planned APDU, before or after it worked on it", async () => {
    for (const [when, triesLeft] of [
      ["before", 3],
      ["after", 2],
    ] as const) {
      const card = unitCard();
      card.faults.plan({ at: 2, kind: "removed", when });
      assert.equal(await send(card, ASK), "63c3");
      await assert.rejects(send(card, WRONG), code("card.removed"));
      await assert.rejects(send(card, ASK), code("card.removed"));
      assert.ok(!card.inserted);
      card.insert();
      assert.equal(await send(card, ASK), `63c${triesLeft}`, when);
    }
  });

  it("answer a status word, garbage, or nothing, once, and the card does nothing", async () => {
    const card = unitCard();
    card.faults.plan({ at: 1, kind: "status-word", statusWord: 0x6f00 });
    card.faults.plan({ at: 2, kind: "answer", bytes: Buffer.from("deadbeef", "hex") });
    card.faults.plan({ at: 3, kind: "answer", bytes: new Uint8Array() });
    assert.equal(await send(card, WRONG), "6f00");
    assert.equal(await send(card, WRONG), "deadbeef");
    await assert.rejects(send(card, WRONG), code("card.mute"));
    assert.equal(await send(card, ASK), "63c3");
  });

  it("are counted from the moment they are planned, and may be forgotten", async () => {
    const card = unitCard();
    await sendAll(card, ASK, ASK);
    card.faults.plan({ at: 1, kind: "status-word", statusWord: 0x6581 });
    assert.equal(await send(card, ASK), "6581");
    card.faults.plan({ at: 1, kind: "status-word", statusWord: 0x6581 });
    card.faults.clear();
    assert.equal(await send(card, ASK), "63c3");
    assert.throws(() => card.faults.plan({ at: 0, kind: "removed" }), RangeError);
  });

  it("a slow card answers when its pace lets it, one APDU after the other", async () => {
    const card = unitCard();
    let release = (): void => undefined;
    card.pace = () => new Promise<void>((resolve) => (release = resolve));
    const answers: string[] = [];
    const first = send(card, ASK).then((answer) => answers.push(answer));
    const second = send(card, "00 B0 00 00 01").then((answer) => answers.push(answer));
    await new Promise(setImmediate);
    assert.equal(card.counters.apdus, 1);
    assert.deepEqual(answers, []);
    release();
    await first;
    card.pace = null;
    release();
    await second;
    assert.deepEqual(answers, ["63c3", "6986"]);
  });

  it("a slow card that is pulled out loses its answer, also when it is back at once", async () => {
    const card = unitCard();
    card.pace = () => new Promise<void>(() => undefined);
    const lost = assert.rejects(send(card, WRONG), code("card.removed"));
    await new Promise(setImmediate);
    card.remove();
    card.insert();
    await lost;
    card.pace = null;
    assert.equal(await send(card, ASK), "63c2");
  });
});

describe("trace of the virtual card", () => {
  it("holds every APDU and answer, and counts them", async () => {
    const card = unitCard();
    await sendAll(card, "00 A4 08 0C 04 1000 1003", "00 B0 00 00 10");
    card.reset();
    assert.deepEqual(card.trace[0], { command: "00a4080c0410001003", answer: "9000" });
    assert.deepEqual(card.counters, { apdus: 2, bytesToCard: 14, bytesFromCard: 20, resets: 1 });
    card.clearTrace();
    assert.deepEqual(card.counters, { apdus: 0, bytesToCard: 0, bytesFromCard: 0, resets: 0 });
  });

  it("never shows a PIN or PUK, however the command is written", async () => {
    const card = unitCard();
    const [pin, puk] = [padded(INVENTED_PIN), padded(INVENTED_PUK)];
    await sendAll(
      card,
      `00 20 00 10 08 ${pin}`,
      `10 20 00 10 08 ${pin}`,
      `00 20 00 10 00 00 08 ${pin}`,
      `00 24 00 10 10 ${pin} ${pin}`,
      `00 2C 00 10 10 ${puk} ${pin}`,
      `80 20 00 10 09 ${pin}`,
    );
    const written = JSON.stringify(card.trace);
    for (const secret of [INVENTED_PIN, INVENTED_PUK])
      assert.ok(!written.includes(Buffer.from(secret).toString("hex")));
    assert.deepEqual(card.trace[0], { command: `0020001008${"**".repeat(8)}`, answer: "9000" });
  });
});
