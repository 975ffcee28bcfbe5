import assert from "node:assert/strict";
import type { Pcscd } from "../../../devkit/pcscd/pcscd";
import { DEMO_PIN } from "../../../devkit/stage/card";
import { openStage, type Stage } from "../../../devkit/stage/stage";
import { BINDINGS } from "../../../native-host/readers/binding";
import { Peer } from "./peer";
import { within } from "./within";

for (const binding of BINDINGS) {
  describe(`The host with a real pcscd, through ${binding}`, function suite() {
    this.timeout(60_000);
    let stage: Stage;
    let pcscd: Pcscd;
    let peer: Peer;
    before(async () => {
      stage = await openStage({ reader: "pcsc", binding });
      assert(stage.pcscd);
      pcscd = stage.pcscd;
    });
    after(() => stage.close());
    beforeEach(async () => {
      peer = new Peer(stage.host);
      peer.pin = () => DEMO_PIN;
      await peer.hello();
    });
    afterEach(async () => {
      stage.card.pace = null;
      await peer.close();
    });

    const ready = async () => {
      const { readers } = await peer.cards((state) => state.readers.some(({ card }) => card?.status === "ready"));
      return readers.find(({ card }) => card?.status === "ready")!.name;
    };
    const openLogin = (reader: string) =>
      peer.openLogin({ origin: stage.portal.origins.identityProvider, reader }).result;

    it("logs in", async () => {
      await openLogin(await ready());
      assert.equal(stage.card.pinVerified, false, "the card was reset");
    });

    it("reports that pcscd was killed during a login, and logs in when it is back, without a restart", async () => {
      const reader = await ready();
      const working = new Promise<void>((resolve) => {
        stage.card.pace = async () => {
          stage.card.pace = null;
          resolve();
          await pcscd.kill();
        };
      });
      const failed = assert.rejects(openLogin(reader), (error: { code: string }) =>
        ["reader.service", "reader.gone", "card.removed"].includes(error.code),
      );
      await working;
      await failed;
      assert.equal(stage.card.pinTriesLeft, 3);
      await peer.cards(({ service }) => !service);
      peer.messages.length = 0;
      await pcscd.start();
      await openLogin(await ready());
    });

    it("ends within a second and resets the card when the browser goes away while the card is silent", async () => {
      const reader = await ready();
      let answer = () => {};
      const silent = new Promise<void>((resolve) => {
        answer = resolve;
      });
      const verified = new Promise<void>((resolve) => {
        stage.card.pace = async () => {
          if (!stage.card.pinVerified) return;
          resolve();
          await silent;
        };
      });
      peer.send({
        kind: "request",
        id: 99,
        type: "openLogin",
        params: { origin: stage.portal.origins.identityProvider, reader, insertion: peer.insertionIn(reader) },
      });
      await verified;
      await within(1000, peer.close());
      stage.card.pace = null;
      answer();
      peer = new Peer(stage.host);
      await peer.hello();
      await ready();
      assert.equal(stage.card.pinVerified, false);
    });

    it("ends within a second though the service does not answer, as on a busy computer", async () => {
      await ready();
      pcscd.pause();
      try {
        // A thread of koffi's cannot be left behind: the host ends itself by a signal.
        assert.equal(await within(1000, peer.close()), binding === "koffi" ? null : 0);
      } finally {
        pcscd.goOn();
      }
    });
  });
}
