import type { Browser, Page } from 'puppeteer-core';
import type { LoginView } from '../../extension/login/view';
import type { BrowserName } from '../../devkit/browser/browsers';
import { makeHome } from '../../devkit/browser/home';
import { openBrowser } from '../../devkit/browser/open';
import { copyExtension, type CopyOptions } from './extension-copy';

const PATIENCE = 30_000;
const START = '/pages/login.html?login=test';

/** The real login page in a real browser, with a test where the background would be. */
export interface LoginPageUnderTest {
  readonly browser: Browser;
  readonly page: Page;
  /** Address of a file of the extension. */
  address(path: string): string;
  /** Loads the page afresh, as for a new login. */
  open(): Promise<void>;
  /** Shows the view; resolves when the page has drawn it. */
  show(view: LoginView): Promise<void>;
  /** What the page has sent since the last view. */
  commands(): Promise<unknown>;
  /** Ends the port as a background does that goes away. */
  disconnect(): Promise<void>;
  close(): Promise<void>;
}

/** Opens a browser with the built extension of that folder. */
export async function openLoginPage(name: BrowserName, built: string, options: CopyOptions): Promise<LoginPageUnderTest> {
  const home = makeHome([], () => [process.execPath, '--version']);
  const copy = copyExtension(built, options);
  const browser = await openBrowser(name, { home, extension: copy.path, visible: false, language: options.language });
  const { page, start } = await opened(browser);
  const address = (path: string) => new URL(path, start).href;
  const tell = (message: object) => page.evaluate(`chrome.runtime.sendMessage(${JSON.stringify(message)})`);
  const drawn = () => page.evaluate(() => new Promise((resolve) => { requestAnimationFrame(() => setTimeout(resolve)); }));
  return {
    browser,
    page,
    address,
    open: async () => {
      // Firefox's driver may neither load a page of an extension nor wait for it.
      await page.evaluate(() => {
        document.documentElement.id = 'old';
        location.reload();
      });
      await until(() => page.evaluate(() => document.documentElement.id !== 'old' && document.querySelector('h1') !== null));
    },
    show: async (view) => {
      await tell({ view });
      await drawn();
    },
    commands: () => tell({}),
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
async function opened(browser: Browser): Promise<{ page: Page; start: string }> {
  const found: { page: Page; start: string }[] = [];
  await until(async () => {
    for (const page of await browser.pages()) {
      const start = await page.evaluate(() => location.href);
      if (start.endsWith(START)) found.push({ page, start });
    }
    return found.length > 0;
  });
  return found[0]!;
}

/** Asks again and again: a page on its way to another address cannot be asked. */
async function until(condition: () => Promise<boolean>): Promise<void> {
  const end = Date.now() + PATIENCE;
  while (!await condition().catch(() => false)) {
    if (Date.now() > end) throw new Error('The login page did not come.');
    await new Promise((resolve) => { setTimeout(resolve, 20); });
  }
}
