import type { Browser, Page } from "puppeteer-core";
import type { CardPageView } from "../../extension/card/view";
import type { LoginView } from "../../extension/login/view";
import type { ModuleView } from "../../extension/module/view";
import type { BrowserName, Language, Scheme, StartOptions } from "../../devkit/browser/browsers";
import { makeHome } from "../../devkit/browser/home";
import { openBrowser } from "../../devkit/browser/open";
import { until } from "../../devkit/until";
import { copyExtension, type CopyOptions } from "./extension-copy";

export const LOGIN = "/pages/login.html?login=test";
/** These join the background as soon as they are drawn. */
const LIVE = ["/pages/login.html", "/pages/card.html", "/pages/welcome.html"];

/** What a page finds when it is opened. */
export interface Surroundings {
  /** In the extension's local storage, instead of all that was there. */
  readonly stored?: Readonly<Record<string, unknown>>;
  /** What it hears when it asks for the module. */
  readonly module?: ModuleView;
}

/** A click on an element, or a text typed into one (CSS selectors). */
export type Act = { readonly click: string } | { readonly type: string; readonly into: string };

/** The real pages in a real browser, in one tab, with a test where the background would be. */
export interface Pages {
  readonly browser: Browser;
  readonly page: Page;
  /**
   * Loads a page of the extension afresh, in these surroundings; resolves when it is drawn and, if it is live, has said
   * so.
   */
  open(path?: string, surroundings?: Surroundings): Promise<void>;
  /** Shows the view; resolves when the page has drawn it. */
  show(view: LoginView | CardPageView): Promise<void>;
  /** Does what a person would, in one place of the page. */
  act(act: Act): Promise<void>;
  /** Changes the language as a person does, while the page is open. */
  speak(language: Language): Promise<void>;
  /** Tells the page what the person prefers (Chromium only), with as little motion as possible. */
  readonly prefer: (scheme: Scheme) => Promise<void>;
  /** What the page has sent since the last view. */
  commands(): Promise<unknown>;
  /** Ends the port as a background does that goes away. */
  disconnect(): Promise<void>;
  close(): Promise<void>;
}

/** Opens a browser with the built extension of that folder, at first in the light scheme. */
export async function openPages(
  name: BrowserName,
  built: string,
  { requests = false, ...options }: CopyOptions & Pick<StartOptions, "requests">,
): Promise<Pages> {
  const home = makeHome([], () => [process.execPath, "--version"]);
  const copy = copyExtension(built, options);
  const browser = await openBrowser(name, {
    home,
    extension: copy.path,
    visible: false,
    still: true,
    language: options.language,
    scheme: "light",
    requests,
  });
  const page = await opened(browser);
  const prefer = (value: Scheme) =>
    page.emulateMediaFeatures([
      { name: "prefers-color-scheme", value },
      { name: "prefers-reduced-motion", value: "reduce" },
    ]);
  if (name === "chromium") await prefer("light");
  const tell = (message: object) => page.evaluate(`chrome.runtime.sendMessage(${JSON.stringify(message)})`);
  const commands = () => tell({});
  const drawn = () =>
    page.evaluate(
      () =>
        new Promise((resolve) => {
          requestAnimationFrame(() => setTimeout(resolve));
        }),
    );
  return {
    browser,
    page,
    commands,
    prefer,
    open: async (path = LOGIN, { stored = {}, module: moduleView = null } = {}) => {
      await page.evaluate(
        `chrome.storage.local.clear().then(() => chrome.storage.local.set(${JSON.stringify(stored)}))`,
      );
      await tell({ forget: true, moduleView });
      // Firefox's driver may neither load a page of an extension nor wait for it.
      await page.evaluate((to) => {
        document.documentElement.id = "old";
        const from = location.pathname + location.search;
        location.href = to;
        if (to.split("#")[0] === from) location.reload();
      }, path);
      await untilPage(() =>
        page.evaluate(() => document.documentElement.id !== "old" && document.querySelector("h1") !== null),
      );
      if (LIVE.some((live) => path.startsWith(live)))
        await untilPage(async () => JSON.stringify(await commands()) !== "[]");
    },
    show: async (view) => {
      await tell({ view });
      await drawn();
    },
    act: async (act) => {
      const selector = "click" in act ? act.click : act.into;
      await untilPage(async () => (await page.$(selector)) !== null);
      await page.$eval(
        selector,
        (element, text) => {
          if (!(element instanceof HTMLElement)) return;
          if (text === null) {
            element.click();
            return;
          }
          element.focus();
          if (element instanceof HTMLInputElement) element.value = text;
          element.dispatchEvent(new Event("input", { bubbles: true }));
        },
        "type" in act ? act.type : null,
      );
      await drawn();
    },
    speak: async (to) => {
      await page.evaluate(`chrome.storage.local.set({ language: ${JSON.stringify(to)} })`);
      await untilPage(() => page.evaluate((lang) => document.documentElement.lang === lang, to));
    },
    disconnect: async () => {
      await tell({ disconnect: true });
      await drawn();
    },
    close: async () => {
      await browser.close();
      copy.remove();
      home.remove();
    },
  };
}

/** The tab that the background opens when it is installed. Firefox's driver does not tell when its address changes. */
async function opened(browser: Browser): Promise<Page> {
  const found: Page[] = [];
  await untilPage(async () => {
    for (const page of await browser.pages()) {
      if (await page.evaluate((start) => location.href.endsWith(start) && document.querySelector("h1") !== null, LOGIN))
        found.push(page);
    }
    return found.length > 0;
  });
  return found[0]!;
}

/** Asks again and again: a page on its way to another address cannot be asked. */
function untilPage(condition: () => Promise<boolean>): Promise<true> {
  return until("the page", () => condition().catch(() => false as const));
}
