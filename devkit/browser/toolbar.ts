import { execFileSync } from "node:child_process";
import type { Browser, Page } from "puppeteer-core";
import type { BrowserName } from "./browsers";

/** A tab of a browser with the extension, on a virtual screen. */
export interface TabOnScreen {
  readonly name: BrowserName;
  readonly browser: Browser;
  readonly page: Page;
  readonly display: string;
}

/** Presses the extension's button in the toolbar on this tab. */
export async function pressToolbar({ name, browser, page, display }: TabOnScreen): Promise<void> {
  await page.bringToFront();
  if (name === "chromium") {
    const [extension] = [...(await browser.extensions()).values()];
    await extension?.triggerAction(page);
  } else {
    execFileSync("xdotool", ["key", "alt+shift+v"], { env: { ...process.env, DISPLAY: display } });
  }
}
