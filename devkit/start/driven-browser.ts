import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Browser, Page } from "puppeteer-core";
import { builtExtension } from "../browser/built-extension";
import { openDisplay } from "../browser/display";
import { firstRunPage } from "../browser/first-run";
import type { ThrowAwayHome } from "../browser/home";
import type { LoginPageOptions } from "../browser/login-page";
import { openBrowser } from "../browser/open";
import type { BrowserChoices } from "./options";
import { onSignals } from "./signals";
import { Steps } from "./steps";

const SCREENSHOTS = fileURLToPath(new URL("../../screenshots", import.meta.url));

/** A browser with the extension on a virtual screen, and an empty tab in it. */
export interface DrivenBrowser {
  readonly browser: Browser;
  readonly page: Page;
  readonly steps: Steps;
  /** The tab, for those who drive the login page in it. */
  readonly options: LoginPageOptions;
  /** Takes a picture of the tab and returns its path. */
  readonly picture: (name: string) => Promise<string>;
}

/** Has the browser driven, then closes it. */
export async function driveBrowser(
  home: ThrowAwayHome,
  { browser: name, language }: Pick<BrowserChoices, "browser" | "language">,
  drive: (driven: DrivenBrowser) => Promise<number>,
): Promise<number> {
  const steps = new Steps();
  mkdirSync(SCREENSHOTS, { recursive: true });
  const display = await openDisplay();
  const extension = builtExtension(name);
  const browser = await openBrowser(name, {
    home,
    extension,
    visible: true,
    display: display.name,
    still: true,
    language,
  });
  const stopSignals = onSignals(() => void browser.close());
  try {
    await (await firstRunPage(browser)).close();
    steps.done(`${await browser.version()} is open, with the extension`);
    const page = await browser.newPage();
    const picture = async (title: string) => {
      const path = join(SCREENSHOTS, `${title}.png`);
      await page.screenshot({ path });
      return path;
    };
    return await drive({ browser, page, steps, options: { name, page, display: display.name, language }, picture });
  } finally {
    stopSignals();
    await browser.close();
    await display.close();
  }
}
