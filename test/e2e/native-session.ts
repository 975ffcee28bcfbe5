import type { Page } from "puppeteer-core";
import type { BrowserName } from "../../devkit/browser/browsers";
import { NativeDialogs, type PinQuestion } from "../../devkit/browser/native-dialogs";
import { addModule } from "../../devkit/browser/nss-module";
import type { Flow } from "../../devkit/portal/sites";
import { DEMO_PIN } from "../../devkit/stage/card";
import { press } from "../../devkit/browser/press";
import type { Portal } from "../../devkit/portal/portal";
import { openStage, type Stage, type StageOptions } from "../../devkit/stage/stage";
import { soon, until } from "../../devkit/until";
import { findProxy } from "../../native-host/install/proxy";
import { Session, type BrowserOptions } from "./session";

const PATIENCE_AT_END = 5_000;
/** Milliseconds between two looks for a question: each look starts a program. */
const PAUSE = 50;
/** Milliseconds that a page has to answer. */
const LOOK = 500;

/**
 * A browser with the host as its PKCS#11 module. It logs in over its own TLS, with its own dialogs; by default without
 * our extension.
 */
export class NativeSession {
  readonly dialogs: NativeDialogs;

  private constructor(readonly session: Session) {
    this.dialogs = new NativeDialogs(session.display);
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

  /**
   * On an open stage. Chromium loads the module because of what the installation wrote. In Firefox the extension loads
   * it; without the extension, the profile names it.
   */
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

  close(): Promise<void> {
    return this.session.close();
  }

  /**
   * Quits the browser; the stage and its profile stay. A browser with an open question does not end by itself: it is
   * killed.
   */
  async leave(): Promise<void> {
    const { browser } = this.session;
    const timer = setTimeout(() => browser.process()?.kill("SIGKILL"), PATIENCE_AT_END);
    await this.session.leave();
    clearTimeout(timer);
  }

  /** A new tab that goes to the portal that wants the certificate on every page. Does not wait for the outcome. */
  visit({ origins }: Portal = this.stage.portal): Promise<Page> {
    return this.session.tab(`${origins.everyPage}/`);
  }

  /**
   * Visits the portal in this tab until the browser asks a question, as a person does who reloads the page as long as
   * it fails. Where Chromium had no certificate, it goes on without one until it reads the server's alert. Where the
   * alert comes too late, Chromium says `ERR_SOCKET_NOT_CONNECTED`.
   */
  async visitUntilAsked(page: Page, { origins }: Portal = this.stage.portal): Promise<void> {
    for (;;) {
      await this.session.visit(page, `${origins.everyPage}/`);
      const outcome = await until("a question or a failure", async () => {
        if (await this.asks()) return "asked";
        return (await this.session.hasFailed(page)) && "failed";
      });
      if (outcome === "asked") return;
    }
  }

  /** Opens the service's start page and follows the link of a flow. Does not wait for the outcome. */
  async follow(flow: Flow): Promise<Page> {
    const page = await this.session.tab(this.stage.portal.serviceUrl);
    // The driver's click does not end while a question is up.
    void press(page, `[data-testid="flow-${flow}"]`).catch(() => {});
    return page;
  }

  /** Takes the certificate, then types the PIN: exactly these two questions, in this order. */
  async answer(pin: string = DEMO_PIN): Promise<void> {
    await this.dialogs.takeCertificate();
    await this.dialogs.typePin(await this.dialogs.pinAsked(), pin);
  }

  /**
   * Answers the browser's questions until the portal shows a person. Returns the name and the questions: there are
   * fewer where the browser remembers a choice, or the token is logged in.
   */
  async logIn(
    page: Page,
    pin: string = DEMO_PIN,
  ): Promise<{ name: string; asked: readonly ("certificate" | "pin")[] }> {
    const asked: ("certificate" | "pin")[] = [];
    const step = async () => {
      const question = await this.dialogs.pinQuestion();
      if (question !== null) {
        if (asked.includes("pin")) throw new Error("The browser asks for the PIN a second time.");
        await this.dialogs.typePin(question, pin);
        asked.push("pin");
      } else if (this.dialogs.asksForCertificate()) {
        await this.dialogs.takeCertificate();
        asked.push("certificate");
      } else return shownName(page);
      return null;
    };
    return { name: await until("a person on the portal's page", step, { pause: PAUSE }), asked };
  }

  /** Waits until the portal shows a person, and returns the name. */
  citizen(page: Page): Promise<string> {
    return this.session.citizen(page);
  }

  /** Waits for the first question for the PIN. Takes a certificate before, if the browser asks for one. */
  async untilPinAsked(): Promise<PinQuestion> {
    return until(
      "a question for the PIN",
      async () => {
        const question = await this.dialogs.pinQuestion();
        if (question === null && this.dialogs.asksForCertificate()) await this.dialogs.takeCertificate();
        return question;
      },
      { pause: PAUSE },
    );
  }

  /** Whether a question of the browser is up now. */
  async asks(): Promise<boolean> {
    return this.dialogs.asksForCertificate() || (await this.dialogs.pinQuestion()) !== null;
  }
}

/** Null where the page shows nobody, or cannot answer because a question is up. */
function shownName(page: Page): Promise<string | null> {
  const shown = page.$eval('[data-testid="holder-name"]', ({ textContent }) => textContent.trim());
  return soon<string | null>(shown, LOOK, null);
}
