import { execFileSync } from "node:child_process";
import type { Browser, Page } from "puppeteer-core";
import { WINDOW, type BrowserName } from "./browsers";

/** A tab of a browser with the extension, on a virtual screen. */
export interface TabOnScreen {
  readonly name: BrowserName;
  readonly browser: Browser;
  readonly page: Page;
  readonly display: string;
}

/**
 * Where Firefox has the button, in pixels: on the right, beside that of its menu. The window is in the corner of the
 * screen.
 */
const FIREFOX_BUTTON = { x: WINDOW.width - 62, y: 64 };
/** Where the pointer then rests: in the page, where it was. */
const REST = { x: 640, y: 450 };

/** Presses the extension's button in the toolbar on this tab. */
export async function pressToolbar({ name, browser, page, display }: TabOnScreen): Promise<void> {
  await page.bringToFront();
  if (name === "chromium") {
    const [extension] = [...(await browser.extensions()).values()];
    await extension?.triggerAction(page);
  } else {
    // Not the keyboard shortcut: what a key reaches depends on the focus, and right after a tab was closed one was lost.
    const to = ({ x, y }: typeof REST) => ["mousemove", String(x), String(y)];
    onScreen(display, [...to(FIREFOX_BUTTON), "click", "1", ...to(REST)]);
  }
}

/** Presses the keys that stand for that button, as the manifest suggests them, on this tab. In Firefox. */
export async function pressShortcut({ page, display }: TabOnScreen): Promise<void> {
  await page.bringToFront();
  onScreen(display, ["key", "alt+shift+v"]);
}

function onScreen(display: string, words: readonly string[]): void {
  execFileSync("xdotool", words, { env: { ...process.env, DISPLAY: display } });
}
