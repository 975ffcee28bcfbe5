import assert from 'node:assert/strict';
import { fileURLToPath } from 'node:url';
import axe from 'axe-core';
import type { Page } from 'puppeteer-core';
import { openLoginPage, type LoginPageUnderTest } from '../screens/login-page';
import { VIEWS } from '../screens/views';

const BUILT = fileURLToPath(new URL('../../dist/extension/chromium', import.meta.url));
/** All failures look alike: one is enough. */
const STATES = Object.entries(VIEWS).filter(([state, { phase }]) => phase.name !== 'failed' || state === 'handshake');

for (const scheme of ['light', 'dark']) {
  describe(`Barriers that axe finds, ${scheme}`, function suite() {
    this.timeout(60_000);
    let login: LoginPageUnderTest;
    before(async () => {
      login = await openLoginPage('chromium', BUILT, { language: 'de' });
      await calm(login.page);
    });
    after(() => login.close());

    const calm = (page: Page) => page.emulateMediaFeatures([
      { name: 'prefers-color-scheme', value: scheme }, { name: 'prefers-reduced-motion', value: 'reduce' },
    ]);

    for (const [state, view] of STATES) {
      it(`are none on the login page: ${state}`, async () => {
        await login.open();
        await login.show(view);
        assert.deepEqual(await violations(login.page), []);
      });
    }

    it('are none on the options page', async () => {
      const options = await login.browser.newPage();
      await calm(options);
      await options.goto(login.address('/pages/options.html'));
      await options.evaluate('chrome.storage.local.set({ rememberedPortals: ["https://portale.example"] })');
      await options.waitForSelector('.portals li');
      assert.deepEqual(await violations(options), []);
    });
  });
}

async function violations(page: Page): Promise<unknown> {
  await page.evaluate(axe.source);
  return page.evaluate('axe.run().then(({ violations }) => violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)]))');
}
