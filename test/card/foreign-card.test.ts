import assert from "node:assert/strict";
import { CardDesk } from "../../native-host/cards/desk";
import { CardMonitor } from "../../native-host/cards/monitor";
import { CardToken } from "../../native-host/pkcs11/card-token";
import { CKR } from "../../native-host/pkcs11/constants";
import { ReadersStage } from "./readers-stage";

describe("A card of another program", function () {
  this.timeout(30_000);
  let stage: ReadersStage;

  before(async () => {
    stage = await ReadersStage.build();
    await stage.begin();
  });
  after(async () => {
    await stage.end();
    await stage.pcscd.close();
  });

  // Who asks for a card that is held exclusively hears that it is busy. Of one that is shared, only a reset would tell.
  for (const share of ["shared", "exclusive"] as const) {
    it(`stays as its program holds it (${share}): neither monitor nor module takes or resets it`, async () => {
      const card = await stage.inserted(0, { family: "not-cns" });
      const { answer, program } = await stage.other(share);
      assert.equal(answer, "held");
      const before = card.counters;

      const desk = new CardDesk(stage.readers);
      const monitor = new CardMonitor(stage.readers, desk);
      const token = new CardToken({ readers: stage.readers, monitor, desk });
      try {
        await assert.rejects(monitor.card(stage.reader), { code: "card.not-cns" });
        const [slot] = await token.getSlotList(false);
        assert.ok(slot !== undefined);
        assert.deepEqual(await token.getSlotList(true), []);
        await assert.rejects(token.getTokenInfo(slot), { rv: CKR.TOKEN_NOT_RECOGNIZED });
        await assert.rejects(
          desk.operate(stage.reader, async () => {}),
          { code: "card.not-cns" },
        );
      } finally {
        token.close();
        monitor.close();
      }
      assert.deepEqual(card.counters, before);
      assert.equal(await program.order("leave"), "gone");
    });
  }
});
