import type { Page } from "puppeteer-core";
import { press } from "../../devkit/browser/press";
import { until } from "../../devkit/until";
import type { CardTask } from "../../extension/card/view";
import type { Session } from "./session";

const ADDRESS = "/pages/card.html";
/** The message that tells how a work ended. */
const ENDED = "[data-testid=done], [data-testid=failed]";

/** The card page in a tab of a real browser, used as a person uses it. */
export class OpenCardPage {
  private constructor(readonly page: Page) {}

  /** Opens the page with the button in the toolbar, in a tab that shows no portal. */
  static async byToolbar(session: Session): Promise<OpenCardPage> {
    const [first] = await session.browser.pages();
    if (!first) throw new Error("There is no tab.");
    await session.pressToolbar(first);
    return OpenCardPage.opened(session);
  }

  /** Waits for a page that something else opens, until there are so many. */
  static opened(session: Session, count = 1): Promise<OpenCardPage> {
    return OpenCardPage.#last(session, count);
  }

  /** Opens one more in another tab. */
  async another(session: Session): Promise<OpenCardPage> {
    const before = (await cardPages(session)).length;
    await this.page.evaluate('chrome.tabs.create({ url: "/pages/card.html" }).then(() => null)');
    return OpenCardPage.#last(session, before + 1);
  }

  static async #last(session: Session, count: number): Promise<OpenCardPage> {
    const last = await until("the card page", async () => {
      const pages = await cardPages(session);
      return pages.length >= count && pages.at(-1);
    }).catch(async (cause: unknown) => {
      const there = (await tabs(session)).map(({ address, state }) => `${address} ${state}`);
      throw new Error(`The card page did not come. There are: ${there.join(", ")}`, { cause });
    });
    return new OpenCardPage(last);
  }

  /** Waits until the page shows the details of a card, and reads no more of them. */
  async ready(): Promise<this> {
    await this.says("[data-testid=puk-tries]", /^(?!…$)/);
    return this;
  }

  /** Waits for an element and returns its text. */
  async shows(selector: string): Promise<string> {
    return (await until(selector, () => this.#textOf(selector))).text;
  }

  /** Waits until there is no such element. */
  async hides(selector: string): Promise<void> {
    await until(`a page without ${selector}`, async () => (await this.#textOf(selector)) === null);
  }

  /** Waits until the text of an element matches. */
  async says(selector: string, pattern: RegExp): Promise<void> {
    let last: string | null = null;
    await until(`${selector} that says ${String(pattern)}`, async () => {
      last = (await this.#textOf(selector))?.text ?? null;
      return last !== null && pattern.test(last);
    }).catch((cause: unknown) => {
      throw new Error(`The page said last: ${last ?? "nothing there"}`, { cause });
    });
  }

  /** Waits until the page's tab is shown or not. A hidden page draws no frames: it is asked again and again. */
  async becomes(state: DocumentVisibilityState): Promise<void> {
    await until(`a ${state} page`, () => this.page.evaluate((wanted) => document.visibilityState === wanted, state));
  }

  async press(selector: string): Promise<void> {
    await this.page.bringToFront();
    await press(this.page, selector);
  }

  /**
   * Closes the message that tells how the work ended, and waits until it is gone: else it would be taken for that of
   * the next work.
   */
  async dismiss(): Promise<void> {
    await this.press(`:is(${ENDED}) button`);
    await this.hides(ENDED);
  }

  /** Opens the form of a task, unless it is open, types the codes and sends them. */
  async submit(task: CardTask, codes: Readonly<Record<string, string>>): Promise<void> {
    await this.fill(task, codes);
    await this.press("form button[type=submit]");
  }

  /** Opens the form of a task, unless it is open, and types the codes. */
  async fill(task: CardTask, codes: Readonly<Record<string, string>>): Promise<void> {
    await this.page.bringToFront();
    const [form, button] = [`[data-testid=form-${task}]`, `[data-testid=open-${task}]`];
    // While a work goes on there is neither.
    await this.shows(`${form}, ${button}`);
    if ((await this.page.$(form)) === null) await this.press(button);
    for (const [name, code] of Object.entries(codes)) {
      await this.shows(`input[name=${name}]`);
      await this.page.type(`input[name=${name}]`, code);
    }
  }

  /** Waits for the end of the work. Returns null if it succeeded, else the code of its error. */
  async ended(): Promise<string | null> {
    const { code } = await until("the end of the work", () =>
      this.page.evaluate((ended) => {
        const message = document.querySelector(ended);
        return message && { code: message.getAttribute("data-code") };
      }, ENDED),
    );
    return code;
  }

  /** The content of the fields, by name. */
  async fields(): Promise<Record<string, string>> {
    return this.page.$$eval("form input[type=password]", (inputs) =>
      Object.fromEntries(
        inputs.map((input) => [input.getAttribute("name") ?? "", input instanceof HTMLInputElement ? input.value : ""]),
      ),
    );
  }

  /** Name of the field that has the focus. Where another element has the focus, its text. */
  async focus(): Promise<string> {
    return this.page.evaluate(
      () => document.activeElement?.getAttribute("name") ?? document.activeElement?.textContent ?? "",
    );
  }

  /**
   * Null where there is no such element. The page may be in the background, where no frame is drawn: so it is asked
   * again and again.
   */
  #textOf(selector: string): Promise<{ readonly text: string } | null> {
    return this.page.evaluate((where) => {
      const element = document.querySelector(where);
      return element && { text: element.textContent };
    }, selector);
  }
}

/** All card pages of the browser, in the order in which they were opened. */
async function cardPages(session: Session): Promise<Page[]> {
  return (await tabs(session)).filter(({ address }) => address.endsWith(ADDRESS)).map(({ page }) => page);
}

/** A tab with its address, without the query, and whether it is shown. Both are empty where it does not answer. */
interface SeenTab {
  readonly page: Page;
  readonly address: string;
  readonly state: string;
}

async function tabs({ browser }: Session): Promise<SeenTab[]> {
  const found: SeenTab[] = [];
  for (const page of await browser.pages()) {
    // Firefox's driver does not tell the address of a page of an extension. A page that is still on its way does not
    // answer.
    const seen = await page
      .evaluate(() => ({ address: location.origin + location.pathname, state: document.visibilityState }))
      .catch(() => ({ address: "", state: "" }));
    found.push({ page, ...seen });
  }
  return found;
}
