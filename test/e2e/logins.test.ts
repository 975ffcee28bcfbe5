import assert from "node:assert/strict";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Page } from "puppeteer-core";
import { BROWSER_NAMES } from "../../devkit/browser/browsers";
import type { ThrowAwayHome } from "../../devkit/browser/home";
import { SUBMIT_READY, waitFor } from "../../devkit/browser/login-page";
import { press } from "../../devkit/browser/press";
import { until } from "../../devkit/until";
import type { PrivateServer } from "../../devkit/servers/private-server";
import { startTinyproxy } from "../host/proxies/tinyproxy";
import { OpenCardPage } from "./open-card-page";
import { startMutePortal } from "./mute-portal";
import { HOST, startPublicBody } from "./public-body";
import { Session } from "./session";
import { REFERTO, startScriptedPortal } from "./scripted-portal";
import { startTurningPortal } from "./turning-portal";

/** The selector, once the page has such an element. */
async function present(page: Page, selector: string): Promise<string> {
  await waitFor(page, selector);
  return selector;
}

/** The texts on the button in all tabs, as a page of the extension sees them. */
async function badgesSeenFrom(page: Page): Promise<string> {
  const texts = "tabs.map(({ id }) => chrome.action.getBadgeText({ tabId: id }))";
  const seen: unknown = await page.evaluate(
    `chrome.tabs.query({}).then((tabs) => Promise.all(${texts})).then((texts) => texts.join(""))`,
  );
  return String(seen);
}

/** What a browser has saved under this name: the folder has a name in the browser's language. */
function saved({ path }: ThrowAwayHome, name: string): string | null {
  const file = readdirSync(path)
    .map((folder) => join(path, folder, name))
    .find((one) => existsSync(one));
  return file === undefined ? null : readFileSync(file, "utf8");
}

for (const name of BROWSER_NAMES) {
  describe(`A citizen with ${name}`, function suite() {
    this.timeout(90_000);
    let session: Session;
    let proxy: PrivateServer;
    before(async () => {
      proxy = await startTinyproxy({ host: HOST });
      session = await Session.open(name, {}, { env: { https_proxy: `http://127.0.0.1:${proxy.ports[0]}` } });
    });
    after(async () => {
      await session.close();
      await proxy.close();
    });
    afterEach(() => session.tidy());
    const logins = () => session.stage.portal.log.of("login");

    it("logs in to a portal that redirects: sees origin and card, has it remembered, types the PIN, allows access once", async () => {
      const page = await session.follow("redirect");
      await session.asked(page);
      const shown = await page.evaluate(() => document.body.innerText);
      assert(shown.includes(session.stage.portal.origins.identityProvider), "the origin in full");
      assert.match(shown, /ADA COLLAUDO/);
      assert(await page.$("#site-access"), "told that the browser will ask");
      assert(await page.$("[data-testid=first-use]"), "told that this portal was never used");
      await press(page, "input[type=checkbox]");
      await session.typePin(page);
      assert.equal(await session.citizen(page), "ADA COLLAUDO");
      assert.equal(logins().at(-1)?.flow, "redirect");
    });

    it("keeps the address that failed, of which the next visit leads to the login at once", async () => {
      const page = await session.follow("redirect");
      await session.asked(page);
      assert.match(await kept(page), /"browserHasNoCard":true.*"failingPaths":\{"https:[^}]*\["/);
      assert.equal(await isTicked(page), true);
      await session.typePin(page);
      assert.equal(await session.citizen(page), "ADA COLLAUDO");
    });

    it("logs in to a portal that posts a form, and the portal learns nothing of the extension", async () => {
      const page = await session.follow("form");
      await session.asked(page);
      assert.equal(await page.$("#site-access"), null, "access is there already");
      assert.equal(await page.$("[data-testid=first-use]"), null, "used before");
      await session.typePin(page);
      assert.equal(await session.citizen(page), "ADA COLLAUDO");
      const post = session.stage.portal.log
        .of("request")
        .filter(({ site, method }) => site === "service" && method === "POST")
        .at(-1);
      assert.equal(post?.referer, null);
      assert([null, "null"].includes(post.origin), String(post.origin));
    });

    it("brings the cookies of the portal along, with all their attributes", async () => {
      const page = await session.tab(session.stage.portal.origins.optional);
      await waitFor(page, '[data-testid="message"]');
      await session.pressToolbar(page);
      await session.asked(page);
      await session.typePin(page);
      assert.equal(await session.citizen(page), "ADA COLLAUDO");
      const seen = await page.$$eval('[data-testid="cookie"]', (rows) =>
        rows.map((row) => [row.getAttribute("data-name"), row.getAttribute("data-seen")]),
      );
      const lost = seen.filter(
        ([cookie, there]) =>
          there !== String(!["variante-altro-percorso", "variante-cancellata"].includes(cookie ?? "")),
      );
      assert.deepEqual(lost, []);
      await session.visit(page, `${session.stage.portal.origins.optional}/`);
      assert.equal(await session.citizen(page), "ADA COLLAUDO", "still logged in, without card and extension");
    });

    it("logs in from the error page to which a portal leads without a certificate, and next time before it", async () => {
      const { optional } = session.stage.portal.origins;
      const page = await session.tab(`${optional}/entra`);
      await waitFor(page, '[data-testid="message"]');
      assert.equal(page.url(), `${optional}/senza-certificato`);
      const before = logins().length;
      await session.pressToolbar(page);
      await session.asked(page);
      assert(await page.$("#site-access"), "access has ended with the login before, which was not to be remembered");
      await press(page, "input[type=checkbox]");
      await session.typePin(page);
      assert.equal(await session.citizen(page), "ADA COLLAUDO");
      assert.equal(logins().length, before + 1);
      const again = await session.tab(`${optional}/entra`);
      await session.asked(again);
      const other = await session.tab(`${optional}/area-personale`);
      assert.equal(await session.citizen(other), "ADA COLLAUDO", "other addresses of the portal stay in their tabs");
    });

    it("reads the pages of a portal that wants the certificate on each of them, and hears why not more", async () => {
      const page = await session.follow("every-page");
      await session.asked(page);
      await session.typePin(page);
      assert.match(await waitFor(page, ".quoted blockquote"), /\nArchivio\nAccesso riuscito[^]*ADA COLLAUDO/);
      await press(page, ".choices li:nth-child(1) button");
      await session.text(page, /Documenti\s+Accesso riuscito[^]*ADA COLLAUDO[^]*solo se è il browser a usare la carta/);
    });

    it("sees the tries left after a wrong PIN and an empty field, and nothing is tried automatically", async () => {
      const page = await session.follow("redirect");
      await session.asked(page);
      await session.typePin(page, "99999");
      await session.text(page, /PIN.*sbagliato[^]*2/i);
      assert.equal(session.stage.card.pinTriesLeft, 2);
      await session.asked(page);
      assert.equal(await page.$eval("#pin", (field) => "value" in field && field.value), "");
      await session.typePin(page, "99999");
      await page.waitForSelector("#last-try");
      assert.equal(session.stage.card.pinTriesLeft, 1);
      await session.typePin(page);
      assert.equal(await session.citizen(page), "ADA COLLAUDO");
      assert.equal(session.stage.card.pinTriesLeft, 3);
    });

    it("spends no try with a PIN that is too short", async () => {
      const page = await session.follow("redirect");
      await session.asked(page);
      await page.type("#pin", "1234");
      await page.waitForSelector(SUBMIT_READY);
      await page.keyboard.press("Enter");
      await page.waitForSelector("#pin-problem .notice");
      assert.equal(session.stage.card.pinTriesLeft, 3);
    });

    it("follows the card: out, in again, and pulled in the middle of the signature", async () => {
      const page = await session.follow("redirect");
      await session.asked(page);
      await session.stage.door.remove();
      await session.text(page, /Inserisci la (carta|tessera)/i);
      await session.stage.door.insert(session.stage.card);
      await session.asked(page);
      session.stage.card.faults.plan({ at: 3, kind: "removed" });
      await session.typePin(page);
      await session.text(page, /tolta|estratta|sfilata|rimossa/i);
      await session.stage.door.insert(session.stage.card);
      await session.asked(page);
      await session.typePin(page);
      assert.equal(await session.citizen(page), "ADA COLLAUDO");
    });

    it("logs in in two tabs at once", async () => {
      const first = await session.follow("redirect");
      await session.asked(first);
      // Another portal: the same one would lose its first login to the second, in any browser.
      const second = await session.follow("every-page");
      await session.asked(second);
      const before = logins().length;
      await session.typePin(first);
      await session.typePin(second);
      assert.match(await waitFor(second, ".quoted blockquote"), /ADA COLLAUDO/);
      await first.bringToFront();
      assert.equal(await session.citizen(first), "ADA COLLAUDO");
      const since = logins().slice(before);
      assert.equal(since.filter(({ flow }) => flow === "redirect").length, 1);
    });

    async function cancel(page: Page): Promise<void> {
      await page.focus("form button[type=button]");
      await page.keyboard.press("Enter");
    }

    it("cancels, and is back where the way began", async () => {
      const page = await session.follow("redirect");
      await session.asked(page);
      await cancel(page);
      await waitFor(page, '[data-testid="flow-redirect"], [data-testid="personal-page"]');
    });

    it("cancels, and is back at the start, though the portal's page stands in between and now fails", async () => {
      const portal = await startTurningPortal(session.stage.pki);
      try {
        const page = await session.tab(session.stage.portal.serviceUrl);
        // Chromium passes over pages on which the person did nothing.
        await page.click(await present(page, "h1"));
        await session.visit(page, portal.url);
        await page.click(await present(page, "#open"));
        portal.turn();
        await session.pressToolbar(page);
        await session.asked(page);
        const before = portal.refused();
        await cancel(page);
        await waitFor(page, '[data-testid="flow-redirect"], [data-testid="personal-page"]');
        assert(portal.refused() > before, "the way back has met the portal");
        await session.visit(page, portal.url);
        await session.asked(page);
      } finally {
        await portal.close();
      }
    });

    it("lets a visit go on where a remembered portal has stopped asking for the certificate, and forgets its address", async () => {
      const portal = await startTurningPortal(session.stage.pki, session.stage.portal.serviceUrl);
      portal.turn();
      try {
        const page = await session.tab(portal.url);
        await session.asked(page);
        await press(page, "input[type=checkbox]");
        await session.typePin(page);
        await waitFor(page, '[data-testid="flow-redirect"], [data-testid="personal-page"]');
        await session.visit(page, portal.url);
        await session.asked(page);
        assert.match(await kept(page), remembering(portal.url));
        // Until the server has answered, this tab would go on, too.
        await waitFor(page, SUBMIT_READY);
        portal.turn();
        const later = await session.tab(portal.url);
        await waitFor(later, "#open");
        // Firefox may show the page before Varco takes the visit, and then once more.
        await until("a forgotten address", async () => !remembering(portal.url).test(await kept(page)));
        await waitFor(later, "#open");
      } finally {
        await portal.close();
      }
    });

    it("logs in to a portal that it has never seen, where a reset connection hides that it wants the certificate", async () => {
      const portal = await startMutePortal(session.stage.pki, session.stage.portal.serviceUrl);
      try {
        const page = await session.tab(portal.url);
        await session.asked(page);
        // Firefox tries again and again.
        assert(portal.reset() > 0);
        await session.typePin(page);
        await waitFor(page, '[data-testid="flow-redirect"], [data-testid="personal-page"]');
      } finally {
        await portal.close();
      }
    });

    it("logs in to a portal whose pages go on by scripts, and by what the person chooses", async () => {
      const portal = await startScriptedPortal(session.stage.pki);
      try {
        const page = await session.tab(portal.url);
        await session.asked(page);
        await session.typePin(page);
        await waitFor(page, '[data-testid="portal-page"] blockquote');
        assert.equal(
          await page.$eval("figure.quoted", (quoted) => "innerText" in quoted && quoted.innerText),
          "Il portale scrive:\nAvviso\nLeggi prima di proseguire.\nContinua\nStampaScarica il referto\nContinua\nScarica il referto",
        );
        await press(page, ".choices li:nth-child(2) button");
        assert.match(await waitFor(page, '[data-testid="portal-file"] figure'), /referto di città\.pdf \(27 byte\)/);
        await press(page, '[data-testid="portal-file-save"]');
        await until("the saved file", () => saved(session.stage.home, "referto di città.pdf") === REFERTO);
        await press(page, '[data-testid="portal-file"] button:nth-of-type(2)');
        await press(page, ".choices li:nth-child(1) button");
        await session.text(page, /Arrivata alla fine/);
      } finally {
        await portal.close();
      }
    });

    it("sees on the button that an address takes the card, and logs in there at the next visit by itself", async () => {
      const body = await startPublicBody(session.stage.pki);
      try {
        const eye = await OpenCardPage.byToolbar(session);
        const badges = (expected: string) =>
          until(`the badges "${expected}"`, async () => (await badgesSeenFrom(eye.page)) === expected);
        await badges("");
        const page = await session.tab(`${body.url}entra`);
        await badges("✓");
        const goesTo = async (url: string, badge: string) => {
          await session.arrive(page, url);
          await badges(badge);
        };
        await goesTo(session.stage.portal.serviceUrl, "");
        await goesTo(`${body.url}accedi`, "✓");
        // Firefox keeps the page before for a step back. So it ends this visit, to begin it again.
        await goesTo(`${body.url}entra`, "✓");
        await session.pressToolbar(page);
        await session.asked(page);
        await press(page, "input[type=checkbox]");
        await session.typePin(page);
        await session.text(page, /Bentornata/);
        await session.arrive(page, `${body.url}entra`);
        await session.text(page, /Bentornata/);
        const again = await session.tab(`${body.url}entra`);
        await session.asked(again);
        assert.match(await session.text(page, /./), /Bentornata/, "the tab of the login stays at the portal");
      } finally {
        await body.close();
      }
    });

    it("has a remembered portal forgotten, and gives no access beyond that login", async () => {
      const page = await session.follow("redirect");
      await session.asked(page);
      assert.equal(await isTicked(page), true);
      await press(page, "input[type=checkbox]");
      await session.typePin(page);
      assert.equal(await session.citizen(page), "ADA COLLAUDO");
      const again = await session.follow("redirect");
      await session.asked(again);
      assert.equal(await isTicked(again), false);
      assert(await again.$("#site-access"));
    });
  });
}

/** What the extension keeps, as JSON with sorted keys. */
async function kept(page: Page): Promise<string> {
  const text: unknown = await page.evaluate(
    "(globalThis.browser ?? globalThis.chrome).storage.local.get().then((all) => JSON.stringify(Object.fromEntries(Object.entries(all).sort())))",
  );
  return String(text);
}

/** What the extension keeps while it takes every visit of this address. */
function remembering(url: string): RegExp {
  return new RegExp(`"failingPaths":\\{[^}]*"${new URL(url).origin}":\\["/"\\]`);
}

function isTicked(page: Page): Promise<boolean> {
  return page.$eval("input[type=checkbox]", (box) => box instanceof HTMLInputElement && box.checked);
}
