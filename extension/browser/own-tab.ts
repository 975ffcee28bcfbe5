import browser from "webextension-polyfill";

/**
 * Shows a page of the extension. It takes a tab of the same window that shows the page already (`tabs`, the best one
 * first), else a new tab beside the one in which the person asked for it.
 */
export async function showTab(url: string, tabs: readonly number[], besideId: number): Promise<void> {
  const beside = await browser.tabs.get(besideId).catch(() => null);
  for (const tabId of tabs) {
    const tab = await browser.tabs.get(tabId).catch(() => null);
    if (!tab || tab.windowId !== beside?.windowId) continue;
    // The person may close it in this moment.
    if (await browser.tabs.update(tabId, { active: true }).catch(() => null)) return;
  }
  await browser.tabs.create(
    beside?.windowId === undefined ? { url } : { url, windowId: beside.windowId, index: beside.index + 1 },
  );
}
