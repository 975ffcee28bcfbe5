import browser, { type WebNavigation } from "webextension-polyfill";
import { isChromium } from "./engine";

/** How long Firefox may take to show its error page, in milliseconds. */
const PATIENCE = 500;

/**
 * Waits for the error page that Firefox shows, under the address that failed, right after it has told of the failure: true as soon as
 * it is there. The page of a login can then take its place in the history; else a step back from it would lead to the same failure.
 * Chromium passes over such entries by itself: false at once.
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
