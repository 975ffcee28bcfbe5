import type { Page } from "puppeteer-core";
import { typePin, waitForPinField } from "../browser/login-page";
import { ADA } from "../pki/people";
import { DEMO_PIN } from "../stage/card";
import type { Stage } from "../stage/stage";
import { driveBrowser } from "./driven-browser";
import type { DemoChoices } from "./options";

const PATIENCE = 60_000;

/**
 * Logs in to the demo portal as a person would, in a real browser on a virtual screen. Returns 0 only if the portal
 * shows the holder of the card and says itself that it logged that person in.
 */
export function logInToDemo(stage: Stage, choices: DemoChoices): Promise<number> {
  const { browser: name, flow } = choices;
  return driveBrowser(stage.home, choices, async ({ page, steps, options, picture }) => {
    await page.goto(stage.portal.serviceUrl);
    steps.done(`visited the portal: ${stage.portal.serviceUrl}`);
    const logIn = async () => {
      await page.click(`[data-testid="flow-${flow}"]`);
      await waitForPinField(options);
      await picture(`start-${name}-login`);
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
    steps.done(`screenshot: ${await picture(`start-${name}`)}`);
    const loggedIn =
      stage.portal.log.of("login").some(({ codiceFiscale }) => codiceFiscale === ADA.codiceFiscale) &&
      shown.codiceFiscale === ADA.codiceFiscale;
    console.log(loggedIn ? "The portal logged the citizen in." : "The portal did NOT log the citizen in.");
    return loggedIn ? 0 : 1;
  });
}

/** Waits for the end of a login: null at the portal's personal page, else the code that the extension shows. */
async function outcome(page: Page): Promise<string | null> {
  const end = await page.waitForSelector('[data-testid="holder-name"], .details dd', { timeout: PATIENCE });
  return end?.evaluate((element) => (element.matches("[data-testid]") ? null : element.textContent)) ?? null;
}

async function text(page: Page, testId: string): Promise<string> {
  return page.$eval(`[data-testid="${testId}"]`, (element) => element.textContent.trim());
}
