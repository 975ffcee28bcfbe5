import browser, { type WebNavigation } from "webextension-polyfill";
import { isChromium } from "./engine";

/** How long Firefox may take to show its error page, in milliseconds. */
const PATIENCE = 500;

/**
 * Waits for the error page that Firefox shows under the failed address right after it has reported the failure. Returns
 * true as soon as the page is there: the login page can then replace it in the history, and a step back does not repeat
 * the failure. Chromium passes over most such entries by itself, and cannot replace them: false at once.
 */
export function errorPageShown(tabId: number, url: string): Promise<boolean> {
  if (isChromium) return Promise.resolve(false);
  const { onCommitted } = browser.webNavigation;
  return new Promise((resolve) => {
    const over = (shown: boolean) => {
      clearTimeout(timer);
      onCommitted.removeListener(listener);
      resolve(shown);
    };
    const listener = (details: WebNavigation.OnCommittedDetailsType) => {
      if (details.tabId === tabId && details.frameId === 0) over(details.url === url);
    };
    const timer = setTimeout(over, PATIENCE, false);
    onCommitted.addListener(listener);
  });
}
