import type { Page } from "puppeteer-core";
import type { BrowserName } from "../../devkit/browser/browsers";
import { NativeDialogs, type PinQuestion } from "../../devkit/browser/native-dialogs";
import { addModule } from "../../devkit/browser/nss-module";
import type { Flow } from "../../devkit/portal/sites";
import { DEMO_PIN } from "../../devkit/stage/card";
import { waitFor } from "../../devkit/browser/login-page";
import type { Portal } from "../../devkit/portal/portal";
import { openStage, type Stage, type StageOptions } from "../../devkit/stage/stage";
import { findProxy } from "../../native-host/install/proxy";
import { Session, type BrowserOptions } from "./session";

const PATIENCE = 30_000;
const PATIENCE_AT_END = 5_000;
/** Milliseconds that a page has to answer. */
const LOOK = 500;

/** A browser with the host as its PKCS#11 module, by default without our extension: logs in over its own TLS, with its own dialogs. */
export class NativeSession {
  readonly dialogs: NativeDialogs;

  private constructor(readonly session: Session) {
    this.dialogs = new NativeDialogs(session.display.name);
  }

  /** With a stage of its own. */
  static async open(
    name: BrowserName,
    options: StageOptions = {},
    { furnish, ...browser }: BrowserOptions = {},
  ): Promise<NativeSession> {
    const stage = await openStage({ ...options, module: true });
    await furnish?.(stage);
    return NativeSession.on(stage, name, browser);
  }

  /** What the installation wrote is all that Chromium needs; Firefox has the extension load the module, or, without it, finds it loaded. */
  static async on(
    stage: Stage,
    name: BrowserName,
    { extension = false }: Omit<BrowserOptions, "furnish"> = {},
  ): Promise<NativeSession> {
    const proxy = findProxy("/");
    if (proxy !== null && name === "firefox" && !extension) addModule(stage.home.firefoxProfile, "Varco", proxy);
    return new NativeSession(await Session.on(stage, name, { extension }));
  }

  get stage(): Stage {
    return this.session.stage;
  }

  async close(): Promise<void> {
    await this.leave();
    await this.stage.close();
  }

  /** Closes the browser; the stage stays. A question that is still up would keep the browser from ending. */
  async leave(): Promise<void> {
    const { browser } = this.session;
    const timer = setTimeout(() => browser.process()?.kill("SIGKILL"), PATIENCE_AT_END);
    await this.session.leave();
    clearTimeout(timer);
  }

  /** A new tab on the portal that wants the certificate on every page; does not wait for what comes of it. */
  visit({ origins }: Portal = this.stage.portal): Promise<Page> {
    return this.session.tab(`${origins.everyPage}/`);
  }

  /**
   * Comes again in this tab, as a person does who loads the page as long as it fails: until the browser asks. Where Chromium had no
   * certificate it goes without until it reads the server's alert; where that comes too late, it says `ERR_SOCKET_NOT_CONNECTED`.
   */
  async visitUntilAsked(page: Page, { origins }: Portal = this.stage.portal): Promise<void> {
    for (;;) {
      await this.session.visit(page, `${origins.everyPage}/`);
      do if (await this.asks()) return;
      while (!(await this.session.hasFailed(page)));
    }
  }

  /** Opens the service's start page and follows the link of a flow; does not wait for what comes of it. */
  async follow(flow: Flow): Promise<Page> {
    const page = await this.session.tab(this.stage.portal.serviceUrl);
    const link = `[data-testid="flow-${flow}"]`;
    await waitFor(page, link);
    // The driver's click does not end while a question is up.
    void page.click(link).catch(() => {});
    return page;
  }

  /** Takes the certificate, then types the PIN: exactly these two questions, in this order. */
  async answer(pin: string = DEMO_PIN): Promise<void> {
    await this.dialogs.takeCertificate();
    await this.dialogs.typePin(await this.dialogs.pinAsked(), pin);
  }

  /**
   * Answers what the browser asks until the portal shows a person. Returns the name and what was asked: less where the
   * browser remembers a choice, or the token is logged in.
   */
  async logIn(
    page: Page,
    pin: string = DEMO_PIN,
  ): Promise<{ name: string; asked: readonly ("certificate" | "pin")[] }> {
    const asked: ("certificate" | "pin")[] = [];
    const end = performance.now() + PATIENCE;
    while (performance.now() < end) {
      const question = await this.dialogs.pinQuestion();
      if (question !== null) {
        if (asked.includes("pin")) throw new Error("The browser asks for the PIN a second time.");
        await this.dialogs.typePin(question, pin);
        asked.push("pin");
      } else if (await this.dialogs.asksForCertificate()) {
        await this.dialogs.takeCertificate();
        asked.push("certificate");
      } else {
        const name = await shownName(page);
        if (name !== null) return { name, asked };
      }
    }
    throw new Error(`The portal shows nobody. Asked: ${asked.join(", ")}. ${page.url()}`);
  }

  /** The person whom the portal's page shows. */
  citizen(page: Page): Promise<string> {
    return this.session.citizen(page);
  }

  /** The first question for the PIN, after the choice of a certificate where the browser remembers none. */
  async untilPinAsked(): Promise<PinQuestion> {
    const end = performance.now() + PATIENCE;
    while (performance.now() < end) {
      const question = await this.dialogs.pinQuestion();
      if (question !== null) return question;
      if (await this.dialogs.asksForCertificate()) await this.dialogs.takeCertificate();
    }
    throw new Error("The browser does not ask for the PIN.");
  }

  /** Whether the browser has a question up now. */
  async asks(): Promise<boolean> {
    return (await this.dialogs.pinQuestion()) !== null || this.dialogs.asksForCertificate();
  }
}

/** Null: the page shows nobody, or cannot be looked into because a question is up. */
async function shownName(page: Page): Promise<string | null> {
  const shown = page
    .$eval('[data-testid="holder-name"]', ({ textContent }) => textContent?.trim() ?? null)
    .catch(() => null);
  return Promise.race([
    shown,
    new Promise<null>((resolve) => {
      setTimeout(() => resolve(null), LOOK);
    }),
  ]);
}
