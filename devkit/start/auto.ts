import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Page } from "puppeteer-core";
import { builtExtension } from "../browser/built-extension";
import { openDisplay } from "../browser/display";
import { firstRunPage } from "../browser/first-run";
import { typePin, waitForPinField } from "../browser/login-page";
import { openBrowser } from "../browser/open";
import { DEMO_PIN } from "../stage/card";
import type { Stage } from "../stage/stage";
import { ADA } from "../pki/people";
import type { StartChoices } from "./options";
import { onSignals } from "./signals";
import { Steps } from "./steps";

const SCREENSHOTS = fileURLToPath(new URL("../../screenshots", import.meta.url));
const PATIENCE = 60_000;

/**
 * Logs in as a person would, in a real browser on a virtual screen. Returns 0 only if the portal shows the holder of
 * the card and says itself that it logged that person in.
 */
export async function logInByItself(stage: Stage, { browser: name, flow, language }: StartChoices): Promise<number> {
  const steps = new Steps();
  mkdirSync(SCREENSHOTS, { recursive: true });
  const display = await openDisplay();
  const browser = await openBrowser(name, {
    home: stage.home,
    extension: builtExtension(name),
    visible: true,
    display: display.name,
    language,
  });
  const stopSignals = onSignals(() => void browser.close());
  try {
    await (await firstRunPage(browser)).close();
    steps.done(`${await browser.version()} is open, with the extension`);
    const page = await browser.newPage();
    await page.goto(stage.portal.serviceUrl);
    steps.done(`visited the portal: ${stage.portal.serviceUrl}`);
    const options = { name, page, display: display.name, language };
    const logIn = async () => {
      await page.click(`[data-testid="flow-${flow}"]`);
      await waitForPinField(options);
      await page.screenshot({ path: join(SCREENSHOTS, `start-${name}-login.png`) });
      steps.done("the portal asked for a certificate; the extension shows its login page and the card");
      await typePin(options, DEMO_PIN);
      steps.done(`typed the PIN ${DEMO_PIN} and answered the browser's question, if it had one`);
      return outcome(page);
    };
    let failure = await logIn();
    if (failure === "portal.step-back") {
      // The extension had no access yet when the portal posted its form. It asks the person to go back and press again.
      steps.done("the extension asks to go back one step and to press the button again");
      await page.goto(stage.portal.serviceUrl);
      failure = await logIn();
    }
    if (failure !== null) throw new Error(`The login failed: ${failure}`);
    const shown = { name: await text(page, "holder-name"), codiceFiscale: await text(page, "codice-fiscale") };
    steps.done(`the portal shows: ${shown.name}, ${shown.codiceFiscale}`);
    const picture = join(SCREENSHOTS, `start-${name}.png`);
    await page.screenshot({ path: picture });
    steps.done(`screenshot: ${picture}`);
    const loggedIn =
      stage.portal.log.of("login").some(({ codiceFiscale }) => codiceFiscale === ADA.codiceFiscale) &&
      shown.codiceFiscale === ADA.codiceFiscale;
    console.log(loggedIn ? "The portal logged the citizen in." : "The portal did NOT log the citizen in.");
    return loggedIn ? 0 : 1;
  } finally {
    stopSignals();
    await browser.close();
    await display.close();
  }
}

/** Waits for the end of a login: null at the portal's personal page, else the code that the extension shows. */
async function outcome(page: Page): Promise<string | null> {
  const end = await page.waitForSelector('[data-testid="holder-name"], .details dd', { timeout: PATIENCE });
  return end?.evaluate((element) => (element.matches("[data-testid]") ? null : element.textContent)) ?? null;
}

async function text(page: Page, testId: string): Promise<string> {
  return page.$eval(`[data-testid="${testId}"]`, (element) => element.textContent.trim());
}
