import { execFileSync } from "node:child_process";
import { setTimeout as sleep } from "node:timers/promises";
import type { Page } from "puppeteer-core";
import { until } from "../until";
import type { BrowserName, Language } from "./browsers";

/** Chromium ignores keys for 500 ms after a dialog has come up, against keys that were meant for the page. */
const CHROMIUM_GUARD = 700;
/** Milliseconds after which keys that the browser took have had their effect. */
const ANSWERED = 2_000;
const PATIENCE = 20_000;

/** A question for access on a virtual screen. */
export interface Question {
  readonly display: string;
  readonly page: Page;
  readonly language: Language;
  readonly answered: () => Promise<boolean> | boolean;
}

/**
 * Answers "allow" to the browser's question for access to a portal, with real keys in a real window. To be called after
 * the click that makes the browser ask. Resolves when `answered` does.
 */
export const ALLOW_BY_KEYS: Readonly<Record<BrowserName, (question: Question) => Promise<void>>> = {
  async chromium({ display, page, answered }) {
    await until(
      "the answer to the question for site access",
      async () => {
        // The dialog takes the keyboard away from the page: that is how it is seen.
        if (!(await page.evaluate(() => document.hasFocus()).catch(() => true))) {
          await sleep(CHROMIUM_GUARD);
          press(display, "Tab", "Return");
          return comesSoon(answered);
        }
        return answered();
      },
      { patience: PATIENCE, pause: 50 },
    );
  },
  async firefox({ display, language, answered }) {
    // Before the question is up, its access key does nothing.
    await until(
      "the answer to the question for site access",
      async () => {
        press(display, FIREFOX_ALLOW[language]);
        return answered();
      },
      { patience: PATIENCE, pause: 150 },
    );
  },
};

/** Access key of "allow" in Firefox's question, by its language. */
const FIREFOX_ALLOW: Readonly<Record<Language, string>> = { it: "alt+c", de: "alt+e", en: "alt+a" };

function comesSoon(answered: Question["answered"]): Promise<boolean> {
  return until("the answer", answered, { patience: ANSWERED, pause: 50 }).catch(() => false);
}

function press(display: string, ...keys: string[]): void {
  execFileSync("xdotool", ["key", "--delay", "60", ...keys], { env: { ...process.env, DISPLAY: display } });
}
