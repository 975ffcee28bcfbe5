import assert from 'node:assert/strict';
import { fileURLToPath } from 'node:url';
import axe from 'axe-core';
import type { Page } from 'puppeteer-core';
import { BROWSER_NAMES, LANGUAGES, type BrowserName } from '../../devkit/browser/browsers';
import { openPages, type Pages } from '../screens/pages';
import { enter, STATES } from '../screens/states';

const built = (name: BrowserName) => fileURLToPath(new URL(`../../dist/extension/${name}`, import.meta.url));

for (const name of BROWSER_NAMES) {
  for (const scheme of ['light', 'dark'] as const) {
    describe(`Barriers that axe finds in ${name}, ${scheme}`, function suite() {
      this.timeout(60_000);
      let pages: Pages;
      before(async () => { pages = await openPages(name, built(name), { language: 'it', scheme }); });
      after(() => pages.close());

      for (const [state, how] of Object.entries(STATES)) {
        it(`are none in any language: ${state}`, async () => {
          await enter(how, pages);
          await pages.page.evaluate(axe.source);
          for (const language of LANGUAGES) {
            await pages.speak(language);
            assert.deepEqual(await violations(pages.page), [], language);
          }
        });
      }
    });
  }
}

async function violations(page: Page): Promise<unknown> {
  return page.evaluate('axe.run({ resultTypes: ["violations"] }).then(({ violations }) => violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)]))');
}
