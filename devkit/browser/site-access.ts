import { execFileSync } from "node:child_process";
import type { Page } from "puppeteer-core";
import type { BrowserName, Language } from "./browsers";

/** Time in which Chromium ignores keys on a dialog that has just come up, against clicks by surprise (its own rule: 500 ms). */
const CHROMIUM_DIALOG_GUARD = 1200;
const ANSWER_LIMIT = 20_000;

/** A question for access on a virtual screen. */
export interface Question {
  readonly display: string;
  readonly page: Page;
  readonly language: Language;
  readonly answered: () => Promise<boolean>;
}

/**
 * Answers "allow" to the browser's question for access to a portal, with real keys in a real window.
 * Call after the click that makes the browser ask; resolves when `answered` does.
 */
export const ALLOW_BY_KEYS: Readonly<Record<BrowserName, (question: Question) => Promise<void>>> = {
  async chromium({ display, page, answered }) {
    // The dialog takes the keyboard away from the page: that is how it is seen.
    await page.waitForFunction(() => !document.hasFocus(), { polling: 50, timeout: ANSWER_LIMIT });
    await new Promise((resolve) => {
      setTimeout(resolve, CHROMIUM_DIALOG_GUARD);
    });
    press(display, "Tab", "Return");
    await until(answered);
  },
  async firefox({ display, language, answered }) {
    // Before the question is up, its access key does nothing.
    await until(async () => {
      press(display, FIREFOX_ALLOW[language]);
      return answered();
    });
  },
};

/** Access key of "allow" in Firefox's question, by its language. */
const FIREFOX_ALLOW: Readonly<Record<Language, string>> = { it: "alt+c", de: "alt+e", en: "alt+a" };

function press(display: string, ...keys: string[]): void {
  execFileSync("xdotool", ["key", "--delay", "60", ...keys], { env: { ...process.env, DISPLAY: display } });
}

async function until(condition: () => Promise<boolean>): Promise<void> {
  const end = Date.now() + ANSWER_LIMIT;
  while (!(await condition())) {
    if (Date.now() > end) throw new Error("The question for site access was not answered in time.");
    await new Promise((resolve) => {
      setTimeout(resolve, 150);
    });
  }
}
