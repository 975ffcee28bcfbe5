import assert from "node:assert/strict";
import { renameSync } from "node:fs";
import { join } from "node:path";
import type { Browser, Page } from "puppeteer-core";
import { BROWSER_NAMES } from "../../devkit/browser/browsers";
import { builtExtension } from "../../devkit/browser/built-extension";
import { firstRunPage } from "../../devkit/browser/first-run";
import { openBrowser } from "../../devkit/browser/open";
import { openStage, type Stage } from "../../devkit/stage/stage";
import { until } from "../../devkit/until";
import { textsOf } from "../../native-host/doctor/texts";
import { userPlaces } from "../../native-host/install/places";
import { supportedPlatform } from "../../native-host/install/register";

for (const name of BROWSER_NAMES)
  describe(`The first page that a person sees in ${name}`, function suite() {
    this.timeout(60_000);
    let stage: Stage;
    let browser: Browser;
    let page: Page;
    before(async () => {
      stage = await openStage();
      for (const manifest of manifests()) renameSync(manifest, `${manifest}.away`);
      browser = await openBrowser(name, {
        home: stage.home,
        extension: builtExtension(name),
        visible: false,
        language: "it",
      });
      page = await firstRunPage(browser);
    });
    after(async () => {
      await browser.close();
      await stage.close();
    });

    const manifests = () => {
      const { path: home } = stage.home;
      return userPlaces(supportedPlatform(), { home, config: join(home, ".config"), data: join(home, ".local/share") })
        .browsers.filter((each) => each.name === name)
        .flatMap(({ hostManifests }) => hostManifests);
    };
    /** Waits until the three checks are in these states. */
    const stand = (...states: readonly string[]) =>
      until(`checks that are ${states.join()}`, async () => {
        const shown = await page.$$eval(".check-item", (items) =>
          items.map((item) => item.getAttribute("data-testid")),
        );
        return shown.join() === states.map((state) => `check-${state}`).join();
      });

    it("opens by itself when the extension is installed, and says that the program is missing", () =>
      stand("problem", "later", "later"));

    it("turns green by itself as soon as the program is there", async () => {
      for (const manifest of manifests()) renameSync(`${manifest}.away`, manifest);
      await stand("good", "good", "good");
    });

    it("follows the card", async () => {
      await stage.door.remove();
      await stand("good", "good", "problem");
      await stage.door.insert(stage.card);
      await stand("good", "good", "good");
    });

    it("examines the computer: says that no card is in, and nothing of it once the card is in", async () => {
      const examine = () => page.click("[data-testid=examine]");
      await stage.door.remove();
      await stand("good", "good", "problem");
      await examine();
      const said = await page.waitForSelector(".examination .notice[data-check='card.present']");
      const text = await said?.evaluate((found) => found.textContent);
      for (const words of textsOf("it").checks["card.present"].none) assert.ok(text?.includes(words), String(text));
      await stage.door.insert(stage.card);
      await stand("good", "good", "good");
      await examine();
      await page.waitForSelector(".examination details [data-check='card.present']");
      assert.equal(await page.$(".examination .notice[data-check^='card.p']"), null);
    });

    it("has the report for the help line tell what the examination found, also on the card page", async () => {
      await page.click(".next a[href*='card.html']");
      const report = await until("a report of the examination", () =>
        page
          .evaluate(() => {
            const field = document.querySelector("[data-testid=report]");
            return field instanceof HTMLTextAreaElement && field.value.includes("Altri controlli") && field.value;
          })
          // A page on its way to another address cannot be asked.
          .catch(() => null),
      );
      assert.match(report, /^Altri controlli \(20[^)]+Z\): /m);
      assert.doesNotMatch(report, /ADA|COLLAUDO|CLLDAA|60900/);
    });
  });
