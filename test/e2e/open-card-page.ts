import { setTimeout as sleep } from "node:timers/promises";
import type { Page } from "puppeteer-core";
import type { CardTask } from "../../extension/card/view";
import type { Session } from "./session";

const PATIENCE = 30_000;
const ADDRESS = "/pages/card.html";

/** The card page in a tab of a real browser, used as a person does. */
export class OpenCardPage {
  private constructor(readonly page: Page) {}

  /** By the button in the toolbar, in a tab that shows no portal. */
  static async byToolbar(session: Session): Promise<OpenCardPage> {
    const [first] = await session.browser.pages();
    if (!first) throw new Error("There is no tab.");
    await session.pressToolbar(first);
    return OpenCardPage.opened(session);
  }

  /** Waits for the one that is to be there. */
  static opened(session: Session): Promise<OpenCardPage> {
    return OpenCardPage.#last(session, 1);
  }

  /** One more, in another tab. */
  async another(session: Session): Promise<OpenCardPage> {
    const before = (await cardPages(session)).length;
    await this.page.evaluate('chrome.tabs.create({ url: "/pages/card.html" }).then(() => null)');
    return OpenCardPage.#last(session, before + 1);
  }

  static async #last(session: Session, count: number): Promise<OpenCardPage> {
    for (const end = Date.now() + PATIENCE; Date.now() < end; await sleep(50)) {
      const pages = await cardPages(session);
      const last = pages.at(-1);
      if (pages.length >= count && last) return new OpenCardPage(last);
    }
    throw new Error("The card page did not come.");
  }

  /** Waits until the page shows a card. */
  async ready(): Promise<this> {
    await this.shows(".facts");
    return this;
  }

  /** Waits for an element and returns its text. */
  async shows(selector: string): Promise<string> {
    const element = await this.page.waitForSelector(selector, { timeout: PATIENCE });
    return (await element?.evaluate(({ textContent }) => textContent ?? "")) ?? "";
  }

  async hides(selector: string): Promise<void> {
    await this.page.waitForFunction((gone) => document.querySelector(gone) === null, { timeout: PATIENCE }, selector);
  }

  /** Waits until the text of an element fits. */
  async says(selector: string, fits: RegExp): Promise<void> {
    await this.page.waitForFunction(
      (where, source) => new RegExp(source).test(document.querySelector(where)?.textContent ?? ""),
      { timeout: PATIENCE },
      selector,
      fits.source,
    );
  }

  async press(selector: string): Promise<void> {
    await this.page.bringToFront();
    await this.shows(selector);
    await this.page.click(selector);
  }

  /** Opens the form of a task, unless it is open, types the codes and sends them. */
  async submit(task: CardTask, codes: Readonly<Record<string, string>>): Promise<void> {
    await this.fill(task, codes);
    await this.press("form button[type=submit]");
  }

  /** The same without sending. */
  async fill(task: CardTask, codes: Readonly<Record<string, string>>): Promise<void> {
    await this.page.bringToFront();
    if ((await this.page.$(`[data-testid=form-${task}]`)) === null) await this.press(`[data-testid=open-${task}]`);
    for (const [name, code] of Object.entries(codes)) {
      await this.shows(`input[name=${name}]`);
      await this.page.type(`input[name=${name}]`, code);
    }
  }

  /** Waits for the end of the work: null if it is done, else the code of its error. */
  async ended(): Promise<string | null> {
    const end = await this.page.waitForSelector("[data-testid=done], [data-testid=failed]", { timeout: PATIENCE });
    return (await end?.evaluate((element) => element.getAttribute("data-code"))) ?? null;
  }

  /** What stands in the fields, by name. */
  async fields(): Promise<Record<string, string>> {
    return this.page.$$eval("form input[type=password]", (inputs) =>
      Object.fromEntries(inputs.map((input) => [input.getAttribute("name"), "value" in input ? input.value : null])),
    );
  }

  /** Name of the field that has the focus, else the text of what has it. */
  async focus(): Promise<string> {
    return this.page.evaluate(
      () => document.activeElement?.getAttribute("name") ?? document.activeElement?.textContent ?? "",
    );
  }
}

/** All card pages of the browser, in the order in which they were opened. */
async function cardPages({ browser }: Session): Promise<Page[]> {
  const found: Page[] = [];
  for (const page of await browser.pages()) {
    // Firefox's driver does not tell the address of a page of an extension; one on its way cannot be asked.
    const address = await page.evaluate(() => location.pathname).catch(() => "");
    if (address === ADDRESS) found.push(page);
  }
  return found;
}
