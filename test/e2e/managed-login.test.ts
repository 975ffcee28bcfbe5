import assert from "node:assert/strict";
import type { Browser, Page } from "puppeteer-core";
import { firstRunPage } from "../../devkit/browser/first-run";
import { SUBMIT_READY, waitFor } from "../../devkit/browser/login-page";
import { press } from "../../devkit/browser/press";
import { SITES } from "../../devkit/portal/sites";
import { DEMO_PIN } from "../../devkit/stage/card";
import { openStage, type Stage } from "../../devkit/stage/stage";
import { until } from "../../devkit/until";
import { openManagedBrowser } from "./managed-browser";

// In Chromium a person must answer its question for the sites, and without windows nobody can.
describe("A login address of the organisation, in firefox", function suite() {
  this.timeout(90_000);
  let stage: Stage;
  let browser: Browser;
  before(async () => {
    stage = await openStage();
    browser = await openManagedBrowser("firefox", stage.home, {
      language: "it",
      sites: [`https://${SITES.optional.host}/*`],
      portals: [`${stage.portal.origins.optional}/entra`],
    });
  });
  after(async () => {
    await browser.close();
    await stage.close();
  });

  const visit = async (url: string): Promise<Page> => {
    const page = await browser.newPage();
    await page.evaluate((to) => void (location.href = to), url);
    return page;
  };

  it("leads to the login page before the portal can lead on without the card, and the login succeeds", async () => {
    const settings = await firstRunPage(browser);
    await press(settings, "[data-testid=organisation-sites] button");
    await waitFor(settings, "[data-testid=organisation-sites]:not(:has(button))");
    const page = await visit(`${stage.portal.origins.optional}/entra?x=1`);
    await waitFor(page, "#pin");
    await page.type("#pin", DEMO_PIN);
    await waitFor(page, SUBMIT_READY);
    await press(page, "button[type=submit]");
    assert.match(await waitFor(page, '[data-testid="holder-name"]'), /Ada Collaudo/i);
    const [begun] = stage.portal.log.of("login");
    assert.equal(begun?.flow, "optional");
  });

  it("leaves the other addresses of the portal to the browser", async () => {
    const page = await visit(`${stage.portal.origins.optional}/senza-certificato`);
    await until("the portal's own page", () =>
      page.evaluate(() => location.pathname === "/senza-certificato" && document.readyState === "complete"),
    );
  });
});
