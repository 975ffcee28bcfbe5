import type { Browser } from "puppeteer-core";
import { builtExtension } from "../browser/built-extension";
import { firstRunPage } from "../browser/first-run";
import { openBrowser } from "../browser/open";
import type { Equipment } from "../stage/equipment";
import type { BrowserChoices } from "./options";
import { onSignals } from "./signals";

const KEYS = "Keys here: r = pull the card out, i = insert it, q = end. Or close the browser.";

/** Where the person begins. */
export interface Beginning {
  readonly url: string;
  readonly pin: string;
  /** Is called once the browser is on its way to the portal. */
  readonly opened?: (browser: Browser) => void;
}

/** Opens the browser for a person and waits until it is closed. */
export async function showAndWait(
  equipment: Equipment,
  { browser: name, language }: Pick<BrowserChoices, "browser" | "language">,
  { url, pin, opened = () => {} }: Beginning,
): Promise<number> {
  const browser = await openBrowser(name, {
    home: equipment.home,
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
  // A portal that asks for a certificate at once does not load. The extension then takes the tab to its login page.
  void page.goto(url).catch(() => {});
  await page.bringToFront();
  console.log(`\nPortal: ${url}\nPIN:    ${pin}\n\n${KEYS}`);
  opened(browser);
  const stop = listenForKeys(equipment, () => void browser.close());
  await closed;
  stop();
  stopSignals();
  return 0;
}

/** Acts on single keys of a terminal; does nothing where there is none. */
function listenForKeys({ door, card }: Equipment, quit: () => void): () => void {
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
