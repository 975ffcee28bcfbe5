import assert from "node:assert/strict";
import { BROWSER_NAMES } from "../../devkit/browser/browsers";
import { waitFor } from "../../devkit/browser/login-page";
import { VpcdDoor } from "../../devkit/card/doors/vpcd";
import { GIOVANNI } from "../../devkit/pki/people";
import { makeCard } from "../../devkit/stage/card";
import { until } from "../../devkit/until";
import { hostsOf, runs } from "./hosts";
import { Session } from "./session";

for (const name of BROWSER_NAMES) {
  describe(`Two readers with a card each, in ${name}`, function suite() {
    this.timeout(90_000);
    let session: Session;
    let second: VpcdDoor;
    before(async () => {
      session = await Session.open(name, { reader: "pcsc" });
      const { pcscd, pki } = session.stage;
      assert(pcscd);
      second = new VpcdDoor({ ...pcscd.vpcd, port: pcscd.vpcd.port + 1 });
      await second.insert(await makeCard(pki, { person: GIOVANNI }));
    });
    after(async () => {
      await second.close();
      await session.close();
    });

    it("let the person choose the card that logs in", async () => {
      const page = await session.follow("redirect");
      await waitFor(page, "[type=radio]");
      await session.text(page, /ADA COLLAUDO[^]*GIOVANNI PROVA|GIOVANNI PROVA[^]*ADA COLLAUDO/);
      assert.equal(await page.$("#pin"), null, "no PIN before a card is chosen");
      const chosen = await page.$$eval("label", (labels) =>
        labels.findIndex((label) => label.innerText.includes("GIOVANNI PROVA")),
      );
      await (await page.$$("label"))[chosen]!.click();
      await session.typePin(page);
      assert.equal(await session.citizen(page), "GIOVANNI PROVA");
    });

    it("end the host within a second when the browser is killed in the middle of a login", async () => {
      const page = await session.follow("form");
      await waitFor(page, "[type=radio]");
      const [host, ...others] = hostsOf(session.stage.home.path);
      assert(host !== undefined && others.length === 0, "one host");
      const ended = performance.now();
      session.browser.process()?.kill("SIGKILL");
      await until("the end of the host", () => !runs(host));
      assert(performance.now() - ended < 1000, "the host lives on");
    });
  });
}
