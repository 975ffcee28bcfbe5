import type { Browser, Page } from 'puppeteer-core';
import type { LoginView } from '../../extension/login/view';
import type { BrowserName } from '../../devkit/browser/browsers';
import { makeHome } from '../../devkit/browser/home';
import { openBrowser } from '../../devkit/browser/open';
import { CHROMIUM_ID } from '../../shared/identity';
import { copyExtension, type CopyOptions } from './extension-copy';

/** The real login page in a real browser, with a test where the background would be. */
export interface LoginPageUnderTest {
  readonly browser: Browser;
  readonly page: Page;
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
  const page = await browser.newPage();
  const tell = (message: object) => page.evaluate(`chrome.runtime.sendMessage(${JSON.stringify(message)})`);
  const drawn = () => page.evaluate(() => new Promise((resolve) => { requestAnimationFrame(() => setTimeout(resolve)); }));
  return {
    browser,
    page,
    open: async () => {
      await page.goto(`chrome-extension://${CHROMIUM_ID}/pages/login.html?login=test`);
      await page.waitForSelector('h1');
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
