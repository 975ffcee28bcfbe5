import assert from "node:assert/strict";
import type { Page } from "puppeteer-core";
import { BROWSER_NAMES } from "../../devkit/browser/browsers";
import { waitFor } from "../../devkit/browser/login-page";
import {
  COOKIES_TO_KEEP,
  HOSTILE,
  HOSTILE_PAGES,
  startHostilePage,
  type HostileName,
  type HostilePageName,
  type HostileServer,
} from "../../devkit/portal/hostile";
import { until } from "../../devkit/until";
import { metBy } from "./met-by";
import { OpenCardPage } from "./open-card-page";
import { Session } from "./session";

/** Their failure is noticed after the PIN was typed. */
const AFTER_PIN = [
  "endless-redirects",
  "redirect-to-script",
  "redirect-to-data",
  "redirect-to-http",
  "failing",
] as const satisfies readonly HostileName[];
/** The browser itself warns of them, and the person presses Varco's button all the same. */
const UNSAFE = ["untrusted", "wrong-name", "expired"] as const satisfies readonly HostileName[];
const NOT_HANDED_OVER = [
  "form-to-script",
  "form-to-data",
  "form-to-http",
  "form-to-extension",
] as const satisfies readonly HostilePageName[];

for (const name of BROWSER_NAMES) {
  describe(`A portal that misbehaves, met with ${name}`, function suite() {
    this.timeout(60_000);
    let session: Session;
    let server: HostileServer;
    before(async () => {
      session = await Session.open(name);
    });
    after(() => session.close());
    afterEach(async () => {
      await session.tidy();
      await server.close();
    });

    /** Opens the page of the server and presses the button in the toolbar. */
    async function byToolbar(): Promise<Page> {
      const page = await session.tab(server.url);
      await shown(page);
      await session.pressToolbar(page);
      return page;
    }
    /** Logs in, and returns the code of the error with which that ends. */
    async function logIn(page: Page): Promise<string> {
      await session.asked(page);
      await session.typePin(page);
      return failure(page);
    }
    /** Waits until the tab shows the page of the server, or the browser's own warning. */
    async function shown(page: Page): Promise<void> {
      await until("the server's page", async () => (await session.hasLoaded(page)) || session.warns());
    }
    /**
     * Waits for the code of the error. The page must name a cause and a remedy, and offer no way to log in all the
     * same.
     */
    async function failure(page: Page): Promise<string> {
      const code = await session.failure(page);
      const texts = await page.$$eval(".notice.problem p:not(:has(a))", (lines) =>
        lines.map(({ textContent }) => textContent.trim()),
      );
      // The remedy for a portal that wants the certificate on every page depends on the browser, and stands further
      // below.
      assert.equal(texts.length, code === "portal.every-page" ? 1 : 2);
      assert(
        texts.every((text) => text.length > 10),
        texts.join("|"),
      );
      assert.equal(await page.$("#pin"), null);
      return code;
    }

    it("sets no cookie for other sites, and still sets its own", async () => {
      server = await HOSTILE["foreign-cookies"].start(session.stage.pki);
      assert.equal(await logIn(await byToolbar()), "portal.every-page", "the login itself worked");
      const cookies = (await session.browser.cookies()).map(({ name: cookie, value, domain }) => [
        cookie,
        value,
        domain,
      ]);
      assert.deepEqual(cookies.sort(), [
        ["buono", "1", "ostile.localhost"],
        ["strano", "a=b=c", "ostile.localhost"],
      ]);
      assert.equal(COOKIES_TO_KEEP.length, cookies.length);
    });

    const replaced = async () => {
      server = await HOSTILE["not-asking"].start(session.stage.pki);
      const opener = await session.tab(server.url);
      await shown(opener);
      const before = new Set(await session.browser.pages());
      await opener.evaluate((portal) => {
        Object.assign(globalThis, { opened: window.open(portal, "", "width=600,height=600") });
      }, session.stage.portal.origins.identityProvider);
      const page = await until("the login page", async () => {
        for (const one of await session.browser.pages())
          if (!before.has(one) && one.url().includes("/pages/login.html")) return one;
        return false;
      });
      await session.asked(page);
      assert(await page.$('[data-testid="popup"]'), "told what becomes of the window that opened it");
      // Chromium may refuse it aloud.
      await opener.evaluate(`opened.location = ${JSON.stringify(server.url)}`).catch(() => undefined);
      // The opener's own navigation would have come to its end by then.
      await opener.reload();
      await shown(opener);
      assert.equal(await page.evaluate(() => location.pathname), "/pages/login.html");
    };
    // Firefox's driver cannot find a window that a page has opened.
    if (name === "chromium")
      it("whose opener wants to put another page into the place of the login page does not get it", replaced);

    for (const bad of metBy(name, AFTER_PIN)) {
      const { what, expected } = HOSTILE[bad];
      it(`that ${what} is ${expected}`, async () => {
        server = await HOSTILE[bad].start(session.stage.pki);
        const page = await session.tab(server.url);
        assert.equal(await logIn(page), expected);
        assert.equal(await page.evaluate(() => location.pathname), "/pages/login.html");
      });
    }

    for (const bad of UNSAFE) {
      const { what, expected } = HOSTILE[bad];
      it(`that ${what} is ${expected}, and gets nothing`, async () => {
        server = await HOSTILE[bad].start(session.stage.pki);
        assert.equal(await failure(await byToolbar()), expected);
        assert.equal(server.seen.certificates, 0);
      });
    }

    it("that does not ask for a certificate stays in its tab, and the toolbar button opens the card page", async () => {
      server = await HOSTILE["not-asking"].start(session.stage.pki);
      const page = await byToolbar();
      await OpenCardPage.opened(session);
      assert.equal(await page.evaluate(() => location.origin), new URL(server.url).origin);
    });

    it("that takes other cards refuses this one, and the person is warned before the PIN", async () => {
      server = await HOSTILE["foreign-issuers"].start(session.stage.pki);
      const page = await session.tab(server.url);
      await session.asked(page);
      // The server may still think when the PIN can be typed.
      assert.match(await waitFor(page, ".notice.warning"), /ostile\.localhost/);
      assert.equal(await logIn(page), "server.certificate-refused");
    });

    it("with markup and scripts gets none of them into the page of the extension, and none of them runs", async () => {
      server = await startHostilePage(session.stage.pki, "script-that-stays");
      const page = await session.tab(server.url);
      await session.asked(page);
      const title = await page.title();
      assert.equal(await logIn(page), "portal.every-page");
      const found = await page.$$eval("h1, script, iframe, img[src=x], svg[onload], link", (elements) =>
        elements.map(({ outerHTML }) => outerHTML),
      );
      assert.deepEqual(
        found.filter((html) => /PIN\?|preso|altrove/.test(html)),
        [],
      );
      assert.equal(await page.title(), title);
    });

    for (const bad of metBy(name, NOT_HANDED_OVER)) {
      it(`with ${HOSTILE_PAGES[bad].what} goes nowhere`, async () => {
        server = await startHostilePage(session.stage.pki, bad);
        const page = await session.tab(server.url);
        assert.equal(await logIn(page), "portal.every-page");
        assert.equal(await page.evaluate(() => location.pathname), "/pages/login.html");
      });
    }

    it("that sets 150 cookies has set 150 cookies", async () => {
      server = await HOSTILE["many-cookies"].start(session.stage.pki);
      assert.equal(await logIn(await session.tab(server.url)), "portal.every-page");
      assert.equal(
        (await session.browser.cookies()).filter(({ name: cookie }) => cookie.startsWith("numero-")).length,
        150,
      );
    });
  });
}
