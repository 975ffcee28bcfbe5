import type { Page } from "puppeteer-core";
import type { BrowserName, Language } from "./browsers";
import { ALLOW_BY_KEYS } from "./site-access";

/** How the extension's login page is used in a browser that is driven. */
export interface LoginPageOptions {
  readonly name: BrowserName;
  /** The tab in which the login is. */
  readonly page: Page;
  /** Virtual screen on which the browser is. */
  readonly display: string;
  readonly language: Language;
}

const PATIENCE = 30_000;
const PIN_FIELD = "#pin";

/** Waits until the page asks for the PIN, that is until a card is ready, and its letters have the shape that they will have: then nothing moves. */
export async function waitForPinField({ page }: LoginPageOptions): Promise<void> {
  await waitFor(page, PIN_FIELD);
  // What the typeface is wanted for is known once the page is laid out.
  await page.evaluate(() => document.body.offsetHeight > 0 && document.fonts.ready.then(() => null)).catch(() => null);
}

/**
 * Waits for an element in a tab that may go from page to page meanwhile, and returns its text. Throws `Error` with what the
 * tab shows instead.
 */
export async function waitFor(page: Page, selector: string): Promise<string> {
  const end = Date.now() + PATIENCE;
  for (;;) {
    try {
      const element = await page.waitForSelector(selector, { timeout: Math.max(1, end - Date.now()) });
      return (await element?.evaluate(({ textContent }) => textContent ?? ""))?.trim() ?? "";
    } catch (thrown) {
      // A page that goes away while it is looked at is no fault; time that is over is.
      if (Date.now() >= end)
        throw new Error(`There is no ${selector} at ${page.url()}:\n${await pageText(page)}`, { cause: thrown });
      await new Promise((resolve) => {
        setTimeout(resolve, 100);
      });
    }
  }
}

/**
 * Types the PIN and presses the button; where the browser asks whether Varco may have access to the portal, says yes as a
 * person would. Resolves when the login is under way.
 */
export async function typePin(options: LoginPageOptions, pin: string): Promise<void> {
  await waitForPinField(options);
  await options.page.type(PIN_FIELD, pin);
  await logIn(options);
}

/** Presses the button and answers the browser's question for access, as `typePin` does. The PIN is typed, or the reader takes it. */
export async function logIn({ name, page, display, language }: LoginPageOptions): Promise<void> {
  const asks = (await page.$("#site-access")) !== null;
  await page.click("button[type=submit]");
  if (asks) await ALLOW_BY_KEYS[name]({ display, page, language, answered: () => isUnderWay(page) });
}

/** Text that the page shows, for a step's report or an assertion. */
async function pageText(page: Page): Promise<string> {
  return page.evaluate(() => document.body?.innerText ?? "");
}

/** Whether the question for access is answered: the page works on, or has gone on to the portal. */
async function isUnderWay(page: Page): Promise<boolean> {
  try {
    return await page.evaluate(() => document.querySelector("#site-access") === null);
  } catch {
    return true; // the page was left while it was looked at
  }
}
