import type { Page } from "puppeteer-core";
import { soon, until } from "../until";
import type { BrowserName, Language } from "./browsers";
import { press } from "./press";
import { ALLOW_BY_KEYS } from "./site-access";

/** The login page of the extension in a browser that is driven. */
export interface LoginPageOptions {
  readonly name: BrowserName;
  /** The tab in which the login is. */
  readonly page: Page;
  /** Virtual screen on which the browser is. */
  readonly display: string;
  readonly language: Language;
}

/** Milliseconds that a page has to answer. */
const LOOK = 500;
const PIN_FIELD = "#pin";
/** The button that logs in, once the page has been before the person's eyes for a second. */
export const SUBMIT_READY = 'button[type=submit][aria-disabled="false"]';

/** Waits until the page asks for the PIN: until a card is ready. */
export async function waitForPinField({ page }: LoginPageOptions): Promise<void> {
  await waitFor(page, PIN_FIELD);
}

/**
 * Waits for an element in a tab that may go from page to page meanwhile, and returns its text. Throws `Error` with the
 * text that the tab shows instead.
 */
export async function waitFor(page: Page, selector: string): Promise<string> {
  const text = () =>
    // A page that goes away while the driver looks at it is no fault, nor is one that cannot answer below a question of
    // the browser.
    soon<{ text: string } | null>(
      page.$eval(selector, ({ textContent }) => ({ text: textContent.trim() })),
      LOOK,
      null,
    );
  try {
    return (await until(selector, text)).text;
  } catch (cause) {
    throw new Error(`There is no ${selector} at ${page.url()}:\n${await pageText(page)}`, { cause });
  }
}

/**
 * Types the PIN and presses the button. Where the browser asks whether Varco may have access to the portal, answers yes
 * as a person would. Resolves when the login is under way.
 */
export async function typePin(options: LoginPageOptions, pin: string): Promise<void> {
  await waitForPinField(options);
  await options.page.type(PIN_FIELD, pin);
  await logIn(options);
}

/**
 * Presses the button and answers the browser's question for access, as `typePin` does. The PIN is typed, or the reader
 * takes it.
 */
export async function logIn({ name, page, display, language }: LoginPageOptions): Promise<void> {
  const asks = (await page.$("#site-access")) !== null;
  await press(page, "button[type=submit]");
  if (asks) await ALLOW_BY_KEYS[name]({ display, page, language, answered: () => isUnderWay(page) });
}

function pageText(page: Page): Promise<string> {
  return soon(
    page.evaluate(() => document.body.innerText),
    LOOK,
    "(the page does not answer)",
  );
}

/** Whether the question for access is answered: the page works on, or has gone on to the portal. */
async function isUnderWay(page: Page): Promise<boolean> {
  try {
    return await page.evaluate(() => document.querySelector("#site-access") === null);
  } catch {
    return true; // the tab left the page meanwhile
  }
}
