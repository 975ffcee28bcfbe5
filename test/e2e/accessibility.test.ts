import assert from 'node:assert/strict';
import { fileURLToPath } from 'node:url';
import axe from 'axe-core';
import type { Page } from 'puppeteer-core';
import { BROWSER_NAMES, LANGUAGES, type BrowserName } from '../../devkit/browser/browsers';
import { openPages, type Pages } from '../screens/pages';
import { goOn, STATES, type State } from '../screens/states';

const built = (name: BrowserName) => fileURLToPath(new URL(`../../dist/extension/${name}`, import.meta.url));
const SCHEMES = ['light', 'dark'] as const;

for (const name of BROWSER_NAMES) describe(`Barriers that axe finds in ${name}`, function suite() {
  this.timeout(60_000);
  let pages: Pages;
  let last: State | null = null;
  before(async () => { pages = await openPages(name, built(name), { language: 'it' }); });
  after(() => pages.close());

  for (const [index, [state, how]] of Object.entries(STATES).entries()) {
    it(`are none in any language: ${state}`, async () => {
      await goOn(last, how, pages);
      last = how;
      for (const [at, language] of LANGUAGES.entries()) {
        await pages.speak(language);
        // Both schemes in every state, and in every language: in turn. Firefox has one for as long as it is open.
        if (name === 'chromium') await pages.prefer(SCHEMES[(index + at) % 2]!);
        assert.deepEqual(await violations(pages.page), [], language);
      }
    });
  }
});

async function violations(page: Page): Promise<unknown> {
  if (!await page.evaluate('"axe" in globalThis')) await page.evaluate(axe.source);
  return page.evaluate('axe.run().then(({ violations }) => violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)]))');
}
