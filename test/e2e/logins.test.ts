import assert from 'node:assert/strict';
import { BROWSER_NAMES } from '../../devkit/browser/browsers';
import { Session } from './session';

for (const name of BROWSER_NAMES) {
  describe(`A citizen with ${name}`, function () {
    this.timeout(90_000);
    let session: Session;
    before(async () => { session = await Session.open(name); });
    after(() => session.close());
    afterEach(async () => {
      await session.stage.door.insert(session.stage.card);
      for (const page of (await session.browser.pages()).slice(1)) await page.close();
    });

    it('logs in to a portal that redirects', async () => {
      const page = await session.follow('redirect');
      await session.asked(page);
      const shown = await page.evaluate(() => document.body.innerText);
      assert(shown.includes(session.stage.portal.origins.identityProvider), 'the origin in full');
      assert.match(shown, /ADA COLLAUDO/);
      await session.typePin(page);
      assert.equal(await session.citizen(page), 'ADA COLLAUDO');
      assert.equal(session.stage.portal.log.of('login').at(-1)?.flow, 'redirect');
    });

    it('logs in to a portal that posts a form, and the portal learns nothing of the extension', async () => {
      const page = await session.follow('form');
      await session.asked(page);
      await session.typePin(page);
      assert.equal(await session.citizen(page), 'ADA COLLAUDO');
      const post = session.stage.portal.log.of('request').filter(({ site, method }) => site === 'service' && method === 'POST').at(-1);
      assert(post);
      assert.equal(post.referer, null);
      assert(post.origin === null || post.origin === 'null', String(post.origin));
    });
  });
}
