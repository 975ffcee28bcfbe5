import assert from "node:assert/strict";
import { startPortal } from "../../devkit/portal/portal";
import { DEMO_PIN } from "../../devkit/stage/card";
import { openStage, type Stage } from "../../devkit/stage/stage";
import { Peer } from "../host/process/peer";
import { NativeSession } from "./native-session";

describe("One card for Chromium, Firefox and the native-messaging host", function suite() {
  this.timeout(120_000);
  let stage: Stage;
  let browsers: readonly NativeSession[] = [];
  let host: Peer;
  before(async () => {
    stage = await openStage({ reader: "pcsc", module: true });
    browsers = [await NativeSession.on(stage, "chromium"), await NativeSession.on(stage, "firefox")];
    host = new Peer(stage.host);
    host.pin = () => DEMO_PIN;
    await host.hello();
    await host.cards(({ readers }) => readers[0]?.card?.status === "ready");
  });
  after(async () => {
    await host.close();
    for (const browser of browsers) await browser.leave();
    await stage.close();
  });

  it("serves all of them at the same time, again and again, and loses no try", async () => {
    const { card, pcscd, pki } = stage;
    const reader = pcscd?.readers[0] ?? "";
    for (let round = 0; round < 3; round += 1) {
      // A new portal each time: browsers resume no TLS session, and the card has to sign.
      const portal = await startPortal({ pki, via: "node", tls: "1.3" });
      try {
        const pages = await Promise.all(browsers.map((browser) => browser.visit(portal)));
        const relay = async () => {
          const { login } = await host.openLogin({ origin: portal.origins.identityProvider, reader }).result;
          await host.request("closeLogin", { login });
        };
        const [people] = await Promise.all([
          Promise.all(browsers.map((browser, index) => browser.logIn(pages[index]!))),
          relay().then(relay).then(relay),
        ]);
        assert.deepEqual(
          people.map(({ name }) => name),
          ["ADA COLLAUDO", "ADA COLLAUDO"],
        );
        assert.deepEqual(
          people.map(({ asked }) => asked.includes("pin")),
          round === 0 ? [true, true] : [false, false],
        );
        assert(portal.log.certificateHandshakes >= 5, "two browsers, three logins of the host");
      } finally {
        await portal.close();
      }
    }
    assert.equal(card.pinTriesLeft, 3);
    assert.equal(card.pinVerified, false);
  });
});
