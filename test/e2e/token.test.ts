import assert from "node:assert/strict";
import { join } from "node:path";
import { BROWSER_NAMES } from "../../devkit/browser/browsers";
import { openStage, type Stage } from "../../devkit/stage/stage";
import { makeSoftToken, nameModules, SOFTHSM } from "../../devkit/token/soft-token";
import { OpenCardPage } from "./open-card-page";
import { Session } from "./session";

/** One that no CNS could have. */
const PIN = "Segreto-2026";

// No card in any reader: a USB key whose maker's PKCS#11 module the person has named.
for (const name of BROWSER_NAMES) {
  describe(`A USB key behind the program of its maker, in ${name}`, function suite() {
    this.timeout(90_000);
    let stage: Stage;
    let session: Session;
    before(async () => {
      stage = await openStage();
      await stage.door.remove();
      const token = await makeSoftToken(join(stage.home.path, "key"), PIN, [
        { id: "01", issued: await stage.pki.card() },
      ]);
      nameModules(stage.home, [SOFTHSM]);
      session = await Session.on(stage, name, { env: token.env });
    });
    after(async () => {
      await session.leave();
      await stage.close();
    });

    it("logs in to a portal", async () => {
      const page = await session.follow("redirect");
      await session.asked(page);
      await session.typePin(page, PIN);
      assert.equal(await session.citizen(page), "ADA COLLAUDO");
    });

    it("says on the card page through which program it is used", async () => {
      const page = await OpenCardPage.byToolbar(session);
      assert.equal(await page.shows("[data-testid=through]"), "libsofthsm2.so");
      await page.hides("[data-testid=open-unblock]");
    });
  });
}
