import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import type { Browser, Page } from "puppeteer-core";
import { BROWSER_NAMES } from "../../devkit/browser/browsers";
import { firstRunPage } from "../../devkit/browser/first-run";
import { makeHome, type ThrowAwayHome } from "../../devkit/browser/home";
import { press } from "../../devkit/browser/press";
import { until } from "../../devkit/until";
import { EXAMPLE } from "../../scripts/policies/example";
import { openManagedBrowser } from "./managed-browser";

for (const name of BROWSER_NAMES)
  describe(`The example of docs/administrators.md in ${name}`, function () {
    this.timeout(90_000);
    let home: ThrowAwayHome;
    let browser: Browser;
    let page: Page;
    before(async () => {
      home = makeHome([], () => [process.execPath, "--version"]);
      browser = await openManagedBrowser(name, home, { ...EXAMPLE, language: "de" });
      page = await firstRunPage(browser);
    });
    after(async () => {
      await browser.close();
      home.remove();
    });

    const textOf = (selector: string) =>
      until(`text in ${selector}`, () =>
        page.evaluate((of) => document.querySelector(of)?.textContent ?? null, selector).catch(() => null),
      );

    it("installs the extension, which greets in the language of the organisation", async () => {
      await until("the greeting in German", async () => /Willkommen/.test(await textOf("h1")));
      assert.match(await textOf("[data-testid=organisation-sites]"), /https:\/\/accesso\.ente\.example/);
    });

    it("leaves access to sites to the person: no policy gives it", async () => {
      const given = await page.evaluate(`(globalThis.browser ?? chrome).permissions.getAll()`);
      assert.deepEqual(Reflect.get(Object(given), "origins"), []);
    });

    it("shows in the settings what the organisation has set", async () => {
      await page.evaluate(() => {
        location.href = "/pages/options.html";
      });
      const text = await textOf("[data-testid=organisation]");
      const seen = [
        ...EXAMPLE.sites.map((site) => site.slice(0, -2)),
        ...EXAMPLE.portals.map((url) => new URL(url).origin),
      ];
      for (const one of [...seen, EXAMPLE.helpLineName, EXAMPLE.helpLineNumber, EXAMPLE.helpLineMail])
        assert.ok(text.includes(one), `${one} in ${text}`);
      assert.equal(
        await page.evaluate(() => document.querySelectorAll("[name=language], [data-testid=language]").length),
        0,
      );
    });

    // In Chromium without windows nobody can answer its question.
    if (name === "firefox")
      it("allows all sites of the organisation with one click", async () => {
        await press(page, "[data-testid=organisation-sites] button");
        await until("access to the sites", async () =>
          (await textOf("[data-testid=organisation-sites]")).includes("darf auf"),
        );
        const origins = JSON.stringify(EXAMPLE.sites);
        assert.equal(await page.evaluate(`browser.permissions.contains({ origins: ${origins} })`), true);
      });

    it("leaves no policy behind on this computer", () => {
      assert.ok(!existsSync("/etc/firefox/policies") && !existsSync("/etc/chromium/policies"));
    });
  });
