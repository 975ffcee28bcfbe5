import assert from "node:assert/strict";
import { rmSync } from "node:fs";
import { join } from "node:path";
import type { Browser } from "puppeteer-core";
import { builtExtension } from "../../devkit/browser/built-extension";
import { firstRunPage } from "../../devkit/browser/first-run";
import { openBrowser } from "../../devkit/browser/open";
import { openStage, type Stage } from "../../devkit/stage/stage";
import { until } from "../../devkit/until";
import { run } from "../host/process/run";

describe("Chromium with a --user-data-dir of its own", function suite() {
  this.timeout(60_000);
  let stage: Stage;
  let browser: Browser;
  before(async () => {
    stage = await openStage();
    // The stage has registered the host in the folder where Chromium's profiles are by default.
    rmSync(stage.home.chromiumProfile, { recursive: true });
  });
  after(async () => {
    await browser.close();
    await stage.close();
  });

  it("finds the host by install --profile-folder, by nothing else, and loses it by uninstall", async () => {
    const folder = join(stage.home.path, "work profile");
    browser = await openBrowser("chromium", {
      home: { ...stage.home, chromiumProfile: folder },
      extension: builtExtension("chromium"),
      visible: false,
      language: "en",
    });
    const page = await firstRunPage(browser);
    const program = (state: "good" | "problem") =>
      until(`the program's check is ${state}`, () =>
        page.$eval(".check-item", (item, id) => item.getAttribute("data-testid") === id, `check-${state}`),
      );
    await program("problem");
    const varco = async (...words: string[]) => {
      const { code, err } = await run(stage.host, [...words, "--profile-folder", folder], "", stage.home.env);
      assert.equal(code, 0, err);
    };
    await varco("install");
    await program("good");
    await varco("uninstall");
    await page.reload();
    await program("problem");
  });
});
