import browser from "webextension-polyfill";

/** How long a browser may take to begin a step back, in milliseconds. */
const PATIENCE = 1_000;

/**
 * Takes a tab one step back. Returns whether there was a page to go to: without one Chromium refuses, and Firefox does
 * nothing. A page from Firefox's back-forward cache is committed without `onBeforeNavigate`.
 */
export async function stepBack(tabId: number): Promise<boolean> {
  const { onBeforeNavigate, onCommitted } = browser.webNavigation;
  let begun: () => void = () => undefined;
  const listener = (details: { tabId: number; frameId: number }) => {
    if (details.tabId === tabId && details.frameId === 0) begun();
  };
  const moves = new Promise<boolean>((resolve) => {
    const timer = setTimeout(resolve, PATIENCE, false);
    begun = () => {
      clearTimeout(timer);
      resolve(true);
    };
  });
  onBeforeNavigate.addListener(listener);
  onCommitted.addListener(listener);
  try {
    await browser.tabs.goBack(tabId);
    return await moves;
  } catch {
    return false;
  } finally {
    onBeforeNavigate.removeListener(listener);
    onCommitted.removeListener(listener);
  }
}
