import type { Browser } from "puppeteer-core";

/**
 * Loads the built extension again, with a new background and so with a new host. The extension's pages close with the
 * old background. In Chromium they come back, except those of a login, which is over; Firefox's driver cannot open
 * pages of an extension.
 */
export async function reloadExtension(browser: Browser, folder: string): Promise<void> {
  const before = await ownPages(browser);
  await browser.installExtension(folder);
  const after = await ownPages(browser);
  for (const address of before) {
    if (!after.includes(address) && !address.includes("/login.html")) await (await browser.newPage()).goto(address);
  }
}

async function ownPages(browser: Browser): Promise<string[]> {
  const pages = await browser.pages();
  return pages.map((page) => page.url()).filter((address) => address.startsWith("chrome-extension:"));
}
