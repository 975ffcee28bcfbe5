import { setTimeout as sleep } from "node:timers/promises";
import type { Browser, Page } from "puppeteer-core";

const PATIENCE = 30_000;
const WELCOME = "/pages/welcome.html";

/** The page with which the extension greets when it is installed, in a tab of its own in front of all. Throws `Error` if it does not come. */
export async function firstRunPage(browser: Browser): Promise<Page> {
  for (const end = Date.now() + PATIENCE; Date.now() < end; await sleep(20)) {
    for (const page of await browser.pages()) {
      // Firefox's driver does not tell the address of a page of an extension; one on its way cannot be asked.
      const address = await page.evaluate(() => location.href).catch(() => "");
      if (address.endsWith(WELCOME)) return page;
    }
  }
  throw new Error("The extension did not greet.");
}
