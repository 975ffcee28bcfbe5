import puppeteer, { type Browser } from 'puppeteer-core';
import { CHROMIUM_ID } from '../../shared/identity';
import { LAUNCH, type BrowserName, type StartOptions } from './browsers';

/** Starts the browser with the extension in a throw-away home. The caller closes it. */
export async function openBrowser(name: BrowserName, options: StartOptions): Promise<Browser> {
  const env = {
    ...options.home.env,
    LANGUAGE: options.language,
    ...(options.display === undefined ? {} : { DISPLAY: options.display }),
  };
  const browser = await puppeteer.launch({
    ...LAUNCH[name](options), env, defaultViewport: null,
    // Whoever opens the browser closes it, also at an interrupt, and then what belongs to it.
    handleSIGINT: false, handleSIGTERM: false, handleSIGHUP: false,
  });
  if (name === 'firefox') await browser.installExtension(options.extension);
  else await browser.waitForTarget((target) => target.url().startsWith(`chrome-extension://${CHROMIUM_ID}/`));
  return browser;
}
