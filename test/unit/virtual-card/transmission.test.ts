import assert from "node:assert/strict";
import { INVENTED_PIN } from "../../../devkit/card/index";
import { padded, RESTORE, send, sendAll, SET_DECIPHER, unitCard } from "./card";

const VERIFY = `00 20 00 10 08 ${padded(INVENTED_PIN)}`;
const HALF = "00".repeat(128);

describe("transmission of the virtual card", () => {
  it("joins chained commands and answers as if they were one", async () => {
    const card = unitCard();
    await sendAll(card, VERIFY, RESTORE, SET_DECIPHER);
    assert.equal(await send(card, `10 2A 80 86 80 ${HALF}`), "9000");
    const chained = await send(card, `00 2A 80 86 81 ${HALF}02 00`);
    assert.equal(chained, await send(card, `00 2A 80 86 00 01 01 00 ${HALF}${"00".repeat(127)}02 00 00`));
    assert.match(chained, /9000$/);
  });

  it("drops a chain that is not continued", async () => {
    const card = unitCard();
    await sendAll(card, VERIFY, RESTORE, SET_DECIPHER, `10 2A 80 86 80 ${HALF}`);
    assert.equal(await send(card, "00 A4 00 0C 02 3F00"), "6883");
    assert.equal(await send(card, "00 A4 00 0C 02 3F00"), "9000");
    assert.equal(await send(card, `00 2A 80 86 81 ${HALF}02 00`), "6700", "only the second half");
  });

  it("takes only the same command for the next part of a chain", async () => {
    const card = unitCard();
    for (const other of ["00 20 80 86", "00 2A 9E 86", "00 2A 80 9A"]) {
      await send(card, `10 2A 80 86 80 ${HALF}`);
      assert.equal(await send(card, `${other} 01 00`), "6883", other);
    }
  });

  it("forgets a chain at a reset", async () => {
    const card = unitCard();
    await send(card, `10 2A 80 86 80 ${HALF}`);
    card.reset();
    assert.equal(await send(card, "00 A4 00 0C 02 3F00"), "9000");
  });

  it("refuses other classes, unknown instructions and lengths that contradict each other", async () => {
    const card = unitCard();
    assert.equal(await send(card, "80 A4 00 0C 02 3F00"), "6e00");
    assert.equal(await send(card, "00 D6 00 00 01 00"), "6d00");
    for (const malformed of [
      "00 A4 00",
      "00 A4 00 0C 05 3F00",
      "00 A4 00 0C 02 3F00 00 00",
      "00 A4 00 0C 00 00 03 3F00",
    ]) {
      assert.equal(await send(card, malformed), "6700", malformed);
    }
  });

  it("refuses extended lengths where it was told to", async () => {
    const card = unitCard({ shortApdusOnly: true });
    assert.equal(await sendAll(card, "00 A4 08 0C 04 1100 1101", "00 B0 00 00 00 00 04"), "6700");
    assert.equal(await send(card, "00 B0 00 00 04"), "308203849000");
  });

  it("keeps what is longer than was asked for until it is fetched", async () => {
    const card = unitCard();
    await sendAll(card, VERIFY, RESTORE, SET_DECIPHER);
    const whole = await send(card, `00 2A 80 86 00 01 01 00 ${HALF}${"00".repeat(127)}02 00 00`);
    const first = await send(card, `00 2A 80 86 00 01 01 00 ${HALF}${"00".repeat(127)}02 00 80`);
    assert.equal(first, whole.slice(0, 256) + "6180");
    assert.equal(await send(card, "00 C0 00 00 80"), whole.slice(256));
    assert.equal(await send(card, "00 C0 00 00 80"), "6985");
  });

  it("gives random bytes", async () => {
    const card = unitCard();
    const challenge = await send(card, "00 84 00 00 08");
    assert.match(challenge, /^.{16}9000$/);
    assert.notEqual(challenge, await send(card, "00 84 00 00 08"));
    assert.equal(await send(card, "00 84 00 00"), "6700");
  });
});

describe("transmission of the virtual card in T=0", () => {
  it("lets an answer to data be fetched", async () => {
    const card = unitCard({ protocol: "T=0" });
    const waiting = await send(card, "00 A4 08 00 04 1100 1101");
    assert.match(waiting, /^61..$/);
    const length = waiting.slice(2);
    assert.equal(await send(card, "00 C0 00 00 00"), `6c${length}`);
    assert.equal(
      await send(card, "00 C0 00 00 02"),
      `6f${(parseInt(length, 16) - 2).toString(16)}61${(parseInt(length, 16) - 2).toString(16)}`,
    );
    assert.match(await send(card, `00 C0 00 00 ${(parseInt(length, 16) - 2).toString(16)}`), /^8002.*9000$/);
    assert.equal(await send(card, "00 C0 00 00 01"), "6985", "nothing waits any more");
  });

  it("forgets the answer when something else comes", async () => {
    const card = unitCard({ protocol: "T=0" });
    assert.equal(await sendAll(card, "00 A4 08 00 04 1100 1101", "00 20 00 10", "00 C0 00 00 20"), "6985");
  });

  it("says the right length instead of answering less than was asked for", async () => {
    const card = unitCard({ protocol: "T=0" });
    await send(card, "00 A4 08 0C 04 1000 1003");
    assert.equal(await send(card, "00 B0 00 00 00"), "6c10");
    assert.equal(await send(card, "00 B0 00 00 11"), "6c10");
    assert.match(await send(card, "00 B0 00 00 10"), /^.{32}9000$/);
  });

  it("gives 256 bytes of a private-key operation after a chain, and takes no extended lengths", async () => {
    const card = unitCard({ protocol: "T=0" });
    await sendAll(card, VERIFY, RESTORE, SET_DECIPHER);
    assert.equal(await sendAll(card, `10 2A 80 86 80 ${HALF}`, `00 2A 80 86 81 ${HALF}02`), "6100");
    assert.match(await send(card, "00 C0 00 00 00"), /^.{512}9000$/);
    assert.equal(await send(card, `00 2A 80 86 00 01 01 00 ${HALF}${HALF}`), "6700");
  });
});
