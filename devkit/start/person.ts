import type { Browser } from "puppeteer-core";
import { builtExtension } from "../browser/built-extension";
import { firstRunPage } from "../browser/first-run";
import { openBrowser } from "../browser/open";
import { DEMO_PIN } from "../stage/card";
import type { Stage } from "../stage/stage";
import type { StartChoices } from "./options";
import { onSignals } from "./signals";

const KEYS = "Keys here: r = pull the card out, i = insert it, q = end. Or close the browser.";

/** Opens the browser for a person and waits until it is closed. `opened` is called once the portal is shown. */
export async function showAndWait(
  stage: Stage,
  { browser: name, language }: Pick<StartChoices, "browser" | "language">,
  opened: (browser: Browser) => void = () => {},
): Promise<number> {
  const browser = await openBrowser(name, {
    home: stage.home,
    extension: builtExtension(name),
    visible: true,
    language,
  });
  const closed = new Promise<void>((resolve) => {
    browser.once("disconnected", () => resolve());
  });
  const stopSignals = onSignals(() => void browser.close());
  const [page = await browser.newPage()] = await browser.pages();
  await firstRunPage(browser);
  await page.goto(stage.portal.serviceUrl);
  await page.bringToFront();
  console.log(`\nPortal: ${stage.portal.serviceUrl}\nPIN:    ${DEMO_PIN}\n\n${KEYS}`);
  opened(browser);
  const stop = listenForKeys(stage, () => void browser.close());
  await closed;
  stop();
  stopSignals();
  return 0;
}

/** Acts on single keys of a terminal; does nothing where there is none. */
function listenForKeys({ door, card }: Stage, quit: () => void): () => void {
  const { stdin } = process;
  if (!stdin.isTTY) return () => {};
  const pressed = (data: Buffer) => {
    const key = data.toString();
    if (key === "q" || key === "\u0003") quit();
    if (key === "r") void door.remove().then(() => console.log("The card is out."));
    if (key === "i") void door.insert(card).then(() => console.log("The card is in."));
  };
  stdin.setRawMode(true);
  stdin.on("data", pressed);
  return () => {
    stdin.off("data", pressed);
    stdin.setRawMode(false);
    stdin.unref();
  };
}
