import type { Browser, Page } from "puppeteer-core";

/**
 * Loads the built extension again, with a new background and so with a new host. Pages of the extension close with the old one: those
 * that need no login under way come back.
 */
export async function reloadExtension(browser: Browser, folder: string): Promise<void> {
  const addresses = await Promise.all((await browser.pages()).map(addressOf));
  await browser.installExtension(folder);
  const gone = addresses.filter(
    (address) => /^(chrome|moz)-extension:/.test(address) && !address.includes("/login.html"),
  );
  const open = new Set(await Promise.all((await browser.pages()).map(addressOf)));
  for (const address of gone) if (!open.has(address)) await (await browser.newPage()).goto(address);
}

/** Firefox's driver does not tell the address of a page of an extension; the page itself does. */
function addressOf(page: Page): Promise<string> {
  return page.evaluate(() => location.href).catch(() => page.url());
}
