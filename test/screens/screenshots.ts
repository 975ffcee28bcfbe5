/** Pictures of every state of the pages: `npm run screenshots [-- --extension FOLDER] [STATE…]`, into screenshots/. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import type { Page } from 'puppeteer-core';
import { LANGUAGES } from './extension-copy';
import { openLoginPage } from './login-page';
import { ORIGIN, VIEWS } from './views';

const root = fileURLToPath(new URL('../../', import.meta.url));
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { extension: { type: 'string', default: join(root, 'dist/extension/chromium') } },
});
/** 640 pixels with a factor of 2 is what a window of 1280 shows at 200 %. */
const LOOKS = [
  { name: 'wide-light', scheme: 'light', width: 1280, scale: 1 },
  { name: 'narrow-dark', scheme: 'dark', width: 320, scale: 2 },
  { name: 'zoomed-light', scheme: 'light', width: 640, scale: 2 },
] as const;

for (const language of LANGUAGES) {
  const { browser, page, address, open, show, close } = await openLoginPage('chromium', values.extension, { language });
  try {
    for (const look of LOOKS) {
      const folder = join(root, 'screenshots', language, look.name);
      mkdirSync(folder, { recursive: true });
      for (const [name, view] of Object.entries(VIEWS)) {
        if (positionals.length > 0 && !positionals.includes(name)) continue;
        await open();
        await set(page, look);
        await show(view);
        await picture(page, join(folder, name));
      }
      const options = await browser.newPage();
      await options.goto(address('/pages/options.html'));
      await options.evaluate(`chrome.storage.local.set({ rememberedPortals: ${JSON.stringify([ORIGIN, 'https://sport.elli.example'])} })`);
      await options.waitForSelector('.portals li');
      await set(options, look);
      await picture(options, join(folder, 'options'));
      await options.close();
    }
  } finally {
    await close();
  }
  console.log(`screenshots/${language}`);
}

async function set(page: Page, { scheme, width, scale }: (typeof LOOKS)[number]): Promise<void> {
  await page.setViewport({ width, height: 600, deviceScaleFactor: scale });
  await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: scheme }, { name: 'prefers-reduced-motion', value: 'reduce' }]);
}

async function picture(page: Page, path: string): Promise<void> {
  const wider = await page.evaluate(() => document.documentElement.scrollWidth > document.documentElement.clientWidth);
  if (wider) throw new Error(`${path}: the page is wider than the window`);
  await page.screenshot({ path: `${path}.png`, fullPage: true });
}
