import { execFileSync } from "node:child_process";
import type { Browser, Page } from "puppeteer-core";
import type { BrowserName } from "../../devkit/browser/browsers";
import { openDisplay, type Display } from "../../devkit/browser/display";
import { firstRunPage } from "../../devkit/browser/first-run";
import { typePin, waitFor, waitForPinField, type LoginPageOptions } from "../../devkit/browser/login-page";
import { openBrowser } from "../../devkit/browser/open";
import type { Flow } from "../../devkit/portal/sites";
import { DEMO_PIN } from "../../devkit/stage/card";
import { builtExtension, openStage, type Stage, type StageOptions } from "../../devkit/stage/stage";

const PATIENCE = 30_000;
/** Milliseconds that a page has to answer. */
const LOOK = 500;
/** Milliseconds between two looks at a page. */
const LOOK_AGAIN = 50;
/** Marks a page that was left for another one, which may be slow to come. */
const LEFT = "left";

export interface BrowserOptions {
  /** Default true. */
  readonly extension?: boolean;
  /** What is to be done on the stage before the browser starts. */
  readonly furnish?: (stage: Stage) => void | Promise<void>;
}

/** A real browser in real windows on a virtual screen, with the built extension, the real host, a portal and a virtual card. */
export class Session {
  private constructor(
    readonly name: BrowserName,
    readonly stage: Stage,
    readonly browser: Browser,
    readonly display: Display,
  ) {}

  /** With a stage of its own. */
  static async open(
    name: BrowserName,
    options: StageOptions = {},
    { furnish, ...browser }: BrowserOptions = {},
  ): Promise<Session> {
    const stage = await openStage(options);
    await furnish?.(stage);
    return Session.on(stage, name, browser);
  }

  /** On a stage that there is. */
  static async on(
    stage: Stage,
    name: BrowserName,
    { extension = true }: Omit<BrowserOptions, "furnish"> = {},
  ): Promise<Session> {
    const display = await openDisplay();
    const browser = await openBrowser(name, {
      home: stage.home,
      extension: extension ? builtExtension(name) : null,
      visible: true,
      display: display.name,
      language: "it",
    });
    if (extension) await (await firstRunPage(browser)).close();
    return new Session(name, stage, browser, display);
  }

  async close(): Promise<void> {
    await this.leave();
    await this.stage.close();
  }

  /** Closes the browser; the stage stays. */
  async leave(): Promise<void> {
    await this.browser.close();
    await this.display.close();
  }

  /** After a test: the card is in, sound and in peace; all tabs but the first are closed. */
  async tidy(): Promise<void> {
    const { card, door } = this.stage;
    card.faults.clear();
    if (door.card !== card) await door.insert(card);
    for (const page of (await this.browser.pages()).slice(1)) await page.close();
  }

  /** A new tab with the given page; a page that fails is none of its business. */
  async tab(url: string): Promise<Page> {
    const page = await this.browser.newPage();
    await this.visit(page, url);
    return page;
  }

  /** Goes to an address without waiting for it to load: the extension may take the tab elsewhere meanwhile. */
  async visit(page: Page, url: string): Promise<void> {
    await page
      .evaluate(
        (to, left) => {
          document.documentElement.id = left;
          location.href = to;
        },
        url,
        LEFT,
      )
      .catch(() => {});
  }

  /** Opens the service's start page and follows the link of a flow. */
  async follow(flow: Flow): Promise<Page> {
    const page = await this.tab(this.stage.portal.serviceUrl);
    const link = `[data-testid="flow-${flow}"]`;
    await waitFor(page, link);
    await page.click(link);
    return page;
  }

  /** The login page in this tab. */
  loginPage(page: Page): LoginPageOptions {
    return { name: this.name, page, display: this.display.name, language: "it" };
  }

  /** Waits for the request for the PIN. */
  async asked(page: Page): Promise<void> {
    await waitForPinField(this.loginPage(page));
  }

  /** Types the PIN, presses the button, allows access if the browser asks. */
  async typePin(page: Page, pin: string = DEMO_PIN): Promise<void> {
    await page.bringToFront();
    await typePin(this.loginPage(page), pin);
  }

  /** Presses the extension's button in the toolbar on this tab. */
  async pressToolbar(page: Page): Promise<void> {
    await page.bringToFront();
    if (this.name === "chromium") {
      const [extension] = [...(await this.browser.extensions()).values()];
      await extension?.triggerAction(page);
    } else {
      execFileSync("xdotool", ["key", "alt+shift+v"], { env: { ...process.env, DISPLAY: this.display.name } });
    }
  }

  /** The person whom the portal's page shows, as soon as it does. */
  async citizen(page: Page): Promise<string> {
    return waitFor(page, '[data-testid="holder-name"]');
  }

  /** Waits for the browser's own page that says that the portal could not be reached. */
  async failed(page: Page): Promise<void> {
    const end = performance.now() + PATIENCE;
    while (!(await this.hasFailed(page))) {
      if (performance.now() > end) throw new Error(`The browser shows no failure but ${page.url()}`);
    }
  }

  /** Whether that page is there now, and no left-over of the visit before. */
  async hasFailed(page: Page): Promise<boolean> {
    return /^(chrome-error:|about:neterror)/.test(await shownAddress(page));
  }

  /** The code of the error with which the login page ended. */
  async failure(page: Page): Promise<string> {
    return waitFor(page, "details .details dd");
  }

  /** Waits until the text of the page fits. */
  async text(page: Page, fits: RegExp): Promise<string> {
    const end = performance.now() + PATIENCE;
    for (;;) {
      // A page on its way to another one cannot be asked.
      const text = await page.evaluate(() => document.body.innerText).catch(() => "");
      if (fits.test(text)) return text;
      if (performance.now() > end) throw new Error(`The page does not say ${String(fits)}:\n${text}`);
      await new Promise((resolve) => {
        setTimeout(resolve, LOOK_AGAIN);
      });
    }
  }
}

/** Where the page says that it is; empty once it was left for another, and while a question of the browser keeps it from answering. */
async function shownAddress(page: Page): Promise<string> {
  const address = page
    .evaluate((left) => (document.documentElement.id === left ? "" : document.documentURI), LEFT)
    .catch(() => "");
  return Promise.race([
    address,
    new Promise<string>((resolve) => {
      setTimeout(() => resolve(""), LOOK);
    }),
  ]);
}
