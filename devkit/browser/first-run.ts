import type { Browser, Page } from "puppeteer-core";
import { until } from "../until";

const WELCOME = "/pages/welcome.html";

/** The page that the extension opens in a new tab when it is installed. Throws `Error` if it does not come. */
export function firstRunPage(browser: Browser): Promise<Page> {
  return until("the page that greets", async () => {
    for (const page of await browser.pages()) {
      // Firefox's driver does not tell the address of a page of an extension. A page that is still on its way does not
      // answer.
      const address = await page.evaluate(() => location.href).catch(() => "");
      if (address.endsWith(WELCOME)) return page;
    }
    return null;
  });
}
