import assert from 'node:assert/strict';
import { ALLOW_BY_KEYS } from '../../devkit/browser/site-access';
import { hostsOf, modulesOf } from './hosts';
import { NativeSession } from './native-session';

const TURN_ON = '[data-testid="module-turn-on"]';

describe('The extension beside the module', function suite() {
  this.timeout(60_000);
  let native: NativeSession;
  afterEach(() => native.close());

  it('leaves the login to Chromium, which has the module from its start', async () => {
    native = await NativeSession.open('chromium', {}, { extension: true });
    const page = await native.visit();
    await native.answer();
    assert.equal(await native.citizen(page), 'ADA COLLAUDO');
    await showsNothingOfOurs();
  });

  it('has Firefox load the module after one click and the question of the browser, and then leaves the login to it', async () => {
    native = await NativeSession.open('firefox', {}, { extension: true });
    const page = await native.visit();
    const { session, stage } = native;
    await session.asked(page);
    assert.deepEqual(modulesOf(stage.home.path), [], 'nothing is loaded unasked');
    await page.click(TURN_ON);
    // Once the module is loaded, the portal is opened anew.
    const opened = () => native.dialogs.asksForCertificate();
    await ALLOW_BY_KEYS.firefox({ display: session.display.name, page, language: 'it', answered: opened });
    await native.answer();
    assert.equal(await native.citizen(page), 'ADA COLLAUDO');
    const again = await native.visit();
    assert.equal((await native.logIn(again)).name, 'ADA COLLAUDO');
    await showsNothingOfOurs();
    assert.equal(modulesOf(stage.home.path).length, 1);
    assert(hostsOf(stage.home.path).length <= 2);
  });

  async function showsNothingOfOurs(): Promise<void> {
    const addresses = (await native.session.browser.pages()).map((page) => page.url());
    assert.deepEqual(addresses.filter((address) => /^(chrome|moz)-extension:/.test(address)), []);
    assert.equal(native.stage.portal.log.of('login').every(({ flow }) => flow === 'every-page'), true);
  }
});
