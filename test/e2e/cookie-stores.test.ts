import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Page } from "puppeteer-core";
import { waitFor } from "../../devkit/browser/login-page";
import { DELETED_BY_LOGIN } from "../../devkit/portal/cookie-variants";
import { FIREFOX_ID } from "../../shared/identity";
import { until } from "../../devkit/until";
import { OpenCardPage } from "./open-card-page";
import { Session } from "./session";

/** Logs in with the button, and returns the holder's name. */
async function logIn(session: Session, page: Page): Promise<string> {
  await session.visit(page, `${session.stage.portal.origins.optional}/entra`);
  await waitFor(page, '[data-testid="message"]');
  await session.pressToolbar(page);
  await session.asked(page);
  await session.typePin(page);
  return session.citizen(page);
}

describe("A login in a container of Firefox", function suite() {
  this.timeout(90_000);
  let session: Session;
  before(async () => {
    session = await Session.open("firefox");
  });
  after(() => session.close());

  it("stays in the container, and takes no cookie of other tabs along", async () => {
    const { origins, log } = session.stage.portal;
    const ordinary = await session.tab(`${origins.optional}/`);
    await waitFor(ordinary, '[data-testid="message"]');
    const container = await session.browser.createBrowserContext();
    const page = await container.newPage();
    const before = log.of("request").length;
    assert.equal(await logIn(session, page), "ADA COLLAUDO");
    const requests = log.of("request").slice(before);
    assert.ok(requests.some(({ path, certificate }) => path === "/area-personale" && !certificate));
    assert.deepEqual(
      requests.filter(({ cookies }) => cookies.includes(DELETED_BY_LOGIN)),
      [],
      "a cookie of the ordinary tab",
    );
    await session.visit(ordinary, `${origins.optional}/area-personale`);
    assert.match(
      await waitFor(ordinary, '[data-testid="message"]'),
      /certificato/i,
      "the ordinary tab is not logged in",
    );
    await container.close();
  });
});

describe("A login in Firefox that keeps the cookies of sites apart", function suite() {
  this.timeout(90_000);
  let session: Session;
  before(async () => {
    session = await Session.open("firefox", {}, { preferences: { "privacy.firstparty.isolate": true } });
  });
  after(() => session.close());

  it("leaves its cookies where the portal's page finds them", async () => {
    const page = await session.browser.newPage();
    assert.equal(await logIn(session, page), "ADA COLLAUDO");
    const lost = await page.$$eval('[data-testid="cookie"]', (rows) =>
      rows.filter((row) => row.getAttribute("data-seen") !== "true").map((row) => row.getAttribute("data-name")),
    );
    assert.deepEqual(lost, ["variante-altro-percorso", "variante-cancellata"]);
  });

  it("brings the cookies of the portal's page along", async () => {
    const page = await session.follow("redirect");
    await session.asked(page);
    await session.typePin(page);
    assert.equal(await session.citizen(page), "ADA COLLAUDO");
  });
});

describe("A login in a private window of Firefox, where the person has allowed Varco", function suite() {
  this.timeout(90_000);
  let session: Session;
  before(async () => {
    session = await Session.open(
      "firefox",
      {},
      {
        preferences: { "browser.privatebrowsing.autostart": true },
        // What Firefox notes when the person allows an extension in private windows.
        furnish: ({ home }) => {
          const allowed = { permissions: ["internal:privateBrowsingAllowed"], origins: [], data_collection: [] };
          const file = join(home.firefoxProfile, "extension-preferences.json");
          writeFileSync(file, JSON.stringify({ [FIREFOX_ID]: allowed }));
        },
      },
    );
  });
  after(() => session.close());

  it("works, and leaves nothing behind that names the portal", async () => {
    const page = await session.follow("redirect");
    await session.asked(page);
    const kept = "Promise.all([chrome.storage.local.get(), chrome.permissions.getAll()])";
    assert.equal(await page.evaluate("chrome.tabs.getCurrent().then(({ incognito }) => incognito)"), true);
    const host = new URL(session.stage.portal.origins.identityProvider).hostname;
    // An ordinary login notes here which access it has to end.
    assert.ok(!JSON.stringify(await page.evaluate("chrome.storage.local.get()")).includes(host));
    await session.typePin(page);
    assert.equal(await session.citizen(page), "ADA COLLAUDO");
    const own = await OpenCardPage.byToolbar(session);
    await until("the access to end", async () => !JSON.stringify(await own.page.evaluate(kept)).includes(host));
  });
});
