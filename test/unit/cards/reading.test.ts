import assert from "node:assert/strict";
import { generateKeyPairSync } from "node:crypto";
import { CardReading, type FailedAttempt, type KnownCard, type ReadingTimes } from "../../../native-host/cards/reading";
import { VarcoError, type ErrorCode } from "../../../shared/errors";

const { publicKey } = generateKeyPairSync("rsa", { modulusLength: 512 });
const KNOWN: KnownCard = {
  insertion: 1,
  family: { id: "standard", name: "CNS", missing: null },
  der: Uint8Array.of(1),
  certificate: {
    name: "ADA COLLAUDO",
    codiceFiscale: null,
    cardNumber: null,
    keySize: 2048,
    subject: "",
    issuer: "",
    notBefore: "",
    notAfter: "",
    warnings: [],
  },
  key: {
    modulus: Uint8Array.of(1),
    exponent: Uint8Array.of(3),
    bits: 1,
    bytes: 1,
    info: Uint8Array.of(1),
    key: publicKey,
  },
  pin: { triesLeft: 3, blocked: false },
};
const QUICK = { pauses: [1], busy: 1, hope: 5_000, patience: 5_000 } as const satisfies ReadingTimes;

const failed = (code: ErrorCode, how: Partial<FailedAttempt> = {}): FailedAttempt => ({
  error: new VarcoError(code),
  alone: true,
  awake: true,
  ...how,
});

/** A reading whose attempts end in the given ways, the last one again and again. */
function reading(ends: readonly (KnownCard | FailedAttempt)[], times: Partial<ReadingTimes> = QUICK) {
  const count = { attempts: 0 };
  const one = new CardReading(
    1,
    async () => ends[Math.min(count.attempts++, ends.length - 1)]!,
    () => {},
    times,
  );
  return { one, count };
}

describe("The reading of a card", () => {
  for (const code of ["card.busy", "card.mute", "card.none", "card.removed"] as const) {
    it(`goes on after ${code}, and whoever asked meanwhile gets the card`, async () => {
      const { one, count } = reading([failed(code), failed(code), failed(code), failed(code), KNOWN]);
      const asked = one.card();
      assert.ok(one.promising);
      assert.equal(await asked, KNOWN);
      assert.equal(count.attempts, 5);
    });
  }

  it("believes a card that it had for itself, at once", async () => {
    for (const code of ["card.answer", "card.certificate", "card.not-activated", "card.not-cns"] as const) {
      const { one, count } = reading([failed(code)]);
      await assert.rejects(one.card(), { code });
      assert.equal(one.promising, false);
      assert.equal(count.attempts, 1);
    }
  });

  it("does not believe a shared card that says something else each time", async () => {
    const shared = { alone: false };
    const { one } = reading([
      failed("card.certificate", shared),
      failed("card.not-activated", shared),
      failed("card.certificate", shared),
      failed("card.answer", shared),
      KNOWN,
    ]);
    const asked = one.card();
    await new Promise(setImmediate);
    assert.equal(one.state.state, "reading", "nobody is told what may have been meant for another program");
    assert.equal(await asked, KNOWN);
  });

  it("believes a shared card that says the same three times", async () => {
    const { one, count } = reading([failed("card.not-activated", { alone: false })]);
    await assert.rejects(one.card(), { code: "card.not-activated" });
    assert.equal(count.attempts, 3);
  });

  it("leaves nobody waiting for a card that stays busy, and finds it when it is free all the same", async () => {
    const end: { busy: boolean } = { busy: true };
    const told: string[] = [];
    const one = new CardReading(
      1,
      async () => (end.busy ? failed("card.busy") : KNOWN),
      () => told.push(one.state.state),
      { ...QUICK, hope: 20 },
    );
    await assert.rejects(one.card(), { code: "card.busy" });
    assert.equal(one.promising, false);
    await assert.rejects(one.card(), { code: "card.busy" }, "later ones hear it at once");
    const known = new Promise<void>((resolve) => {
      const look = () => (one.state.state === "known" ? resolve() : void setImmediate(look));
      look();
    });
    end.busy = false;
    await known;
    assert.equal(await one.card(), KNOWN);
  });

  it("bounds the time of one question", async () => {
    const { one } = reading([failed("card.busy")], { ...QUICK, busy: 60_000, patience: 5 });
    await assert.rejects(one.card(), { code: "card.busy" });
    assert.ok(one.promising, "for others there is hope");
    one.stop();
  });

  it("begins again at once when somebody asks", async () => {
    const { one, count } = reading([failed("card.busy"), KNOWN], { ...QUICK, busy: 60_000 });
    await new Promise(setImmediate);
    assert.equal(count.attempts, 1);
    assert.equal(await one.card(), KNOWN);
  });

  it("gives up a card that never wakes up, without letting anybody wait", async () => {
    const { one, count } = reading([failed("card.mute", { awake: false })], { ...QUICK, pauses: [1, 1, 1] });
    await assert.rejects(one.card(), { code: "card.mute" });
    assert.equal(one.promising, false);
    while (count.attempts < 4) await new Promise(setImmediate);
    assert.equal(one.state.state, "failed");
  });

  it("ends when the card is pulled", async () => {
    const { one } = reading([failed("card.busy")], { ...QUICK, busy: 60_000 });
    const asked = one.card();
    one.stop();
    await assert.rejects(asked, { code: "card.removed" });
  });
});
