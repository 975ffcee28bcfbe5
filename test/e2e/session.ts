import { execFile } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import type { Browser, Page } from "puppeteer-core";
import type { BrowserName, StartOptions } from "../../devkit/browser/browsers";
import { builtExtension } from "../../devkit/browser/built-extension";
import { openDisplay, type Display } from "../../devkit/browser/display";
import { firstRunPage } from "../../devkit/browser/first-run";
import { typePin, waitFor, waitForPinField, type LoginPageOptions } from "../../devkit/browser/login-page";
import { openBrowser } from "../../devkit/browser/open";
import { press } from "../../devkit/browser/press";
import { pressShortcut, pressToolbar, type TabOnScreen } from "../../devkit/browser/toolbar";
import type { Flow } from "../../devkit/portal/sites";
import { DEMO_PIN } from "../../devkit/stage/card";
import { openStage, type Stage, type StageOptions } from "../../devkit/stage/stage";
import { soon, until } from "../../devkit/until";

/** Milliseconds that a page has to answer. */
const LOOK = 500;
/** In the title of Firefox's page about a bad certificate, in Italian. */
const FIREFOX_WARNING = "rischio|sicurezza";
/** Marks a page that was left for another one, which may be slow to come. */
const LEFT = "left";

export interface BrowserOptions {
  /** Default true. */
  readonly extension?: boolean;
  /** Chromium loads what the system's packages bring. With `extension: false`. */
  readonly packaged?: boolean;
  readonly preferences?: StartOptions["preferences"];
  /** Variables of the environment, for the browser and for the host that it starts. */
  readonly env?: Readonly<Record<string, string>>;
  /** Prepares the stage before the browser starts. */
  readonly furnish?: (stage: Stage) => void | Promise<void>;
}

/** A real browser with windows on a virtual screen, the built extension, the real host, a portal and a virtual card. */
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

  /** On an open stage. */
  static async on(
    stage: Stage,
    name: BrowserName,
    { extension = true, packaged = false, preferences = {}, env = {} }: Omit<BrowserOptions, "furnish"> = {},
  ): Promise<Session> {
    const display = await openDisplay();
    // Firefox forgets a temporary add-on with all that it has stored. Chromium's profile knows that it was greeted.
    const greets = name === "firefox" || !existsSync(join(stage.home.chromiumProfile, "Default"));
    const browser = await openBrowser(name, {
      home: { ...stage.home, env: { ...stage.home.env, ...env } },
      extension: extension ? builtExtension(name) : null,
      packaged,
      visible: true,
      display: display.name,
      still: true,
      language: "it",
      preferences,
    });
    if ((extension || packaged) && greets) await (await firstRunPage(browser)).close();
    return new Session(name, stage, browser, display);
  }

  /** Ends it all. The profile goes, so the browser is killed: quitting it would take its time to put it in order. */
  async close(): Promise<void> {
    const program = this.browser.process();
    if (program?.kill("SIGKILL")) await once(program, "exit");
    await this.display.close();
    await this.stage.close();
  }

  /** Quits the browser; the stage and its profile stay. */
  async leave(): Promise<void> {
    await this.browser.close();
    await this.display.close();
  }

  /** Cleans up after a test: the card is in the reader without faults, and all tabs but the first are closed. */
  async tidy(): Promise<void> {
    const { card, door } = this.stage;
    card.faults.clear();
    if (door.card !== card) await door.insert(card);
    for (const page of (await this.browser.pages()).slice(1)) await page.close();
  }

  /** A new tab that goes to the given address, and may fail to reach it. */
  async tab(url: string): Promise<Page> {
    const page = await this.browser.newPage();
    await this.visit(page, url);
    return page;
  }

  /** Goes to an address without waiting for the page: the extension may take the tab elsewhere meanwhile. */
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
    await press(page, `[data-testid="flow-${flow}"]`);
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
    await pressToolbar(this.#onScreen(page));
  }

  /** The same with the keyboard, in Firefox. */
  async pressShortcut(page: Page): Promise<void> {
    await pressShortcut(this.#onScreen(page));
  }

  #onScreen(page: Page): TabOnScreen {
    return { name: this.name, browser: this.browser, page, display: this.display.name };
  }

  /** Waits until the portal shows a person, and returns the name. */
  async citizen(page: Page): Promise<string> {
    return waitFor(page, '[data-testid="holder-name"]');
  }

  /** Waits for the browser's own page that says that the portal could not be reached. */
  async failed(page: Page): Promise<void> {
    await until("the browser's page about a failure", () => this.hasFailed(page));
  }

  /** Whether that page is there now, and not a left-over of the visit before. */
  async hasFailed(page: Page): Promise<boolean> {
    return /^(chrome-error:|about:neterror)/.test(await shownAddress(page));
  }

  /** Goes to an address and waits until the tab shows its page. */
  async arrive(page: Page, url: string): Promise<void> {
    await this.visit(page, url);
    await until(`the page at ${url}`, async () => (await shownAddress(page)) === url);
  }

  /** Whether the tab shows a whole page. */
  hasLoaded(page: Page): Promise<boolean> {
    const loaded = page.evaluate(() => location.href !== "about:blank" && document.readyState === "complete");
    return soon(loaded, LOOK, false);
  }

  /**
   * Whether Firefox warns of a bad certificate. Its driver cannot look into that page: the title of the window tells.
   */
  async warns(): Promise<boolean> {
    if (this.name !== "firefox") return false;
    const titles = ["search", "--onlyvisible", "--name", FIREFOX_WARNING];
    const env = { ...process.env, DISPLAY: this.display.name };
    // Where there is no such window, xdotool fails.
    return promisify(execFile)("xdotool", titles, { env }).then(
      () => true,
      () => false,
    );
  }

  /** Waits until the login page shows that the login failed, and returns the code of the error. */
  async failure(page: Page): Promise<string> {
    return waitFor(page, "details .details dd");
  }

  /** Waits until the text of the page matches. */
  async text(page: Page, pattern: RegExp): Promise<string> {
    let text = "";
    await until(`a page that says ${String(pattern)}`, async () => {
      // A page on its way to another one does not answer.
      text = await soon(
        page.evaluate(() => document.body.innerText),
        LOOK,
        "",
      );
      return pattern.test(text);
    }).catch((cause: unknown) => {
      throw new Error(`The page does not say ${String(pattern)}:\n${text}`, { cause });
    });
    return text;
  }
}

/**
 * The page's own address. Empty once the tab was sent elsewhere, and while a question of the browser keeps the page
 * from answering.
 */
function shownAddress(page: Page): Promise<string> {
  const address = page.evaluate((left) => (document.documentElement.id === left ? "" : document.documentURI), LEFT);
  return soon(address, LOOK, "");
}
