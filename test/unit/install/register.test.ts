import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CHROMIUM_ID, FIREFOX_ID } from '../../../shared/identity';
import { userPlaces, type Browser } from '../../../native-host/install/places';
import { register } from '../../../native-host/install/register';
import type { StartCommand } from '../../../native-host/install/start-script';

describe('Registration with the browsers', () => {
  let home: string;
  const install = (browsers: readonly Browser[], command: StartCommand) => {
    const places = userPlaces('linux', { home, config: join(home, '.config'), data: join(home, '.local/share') });
    return register({ places, browsers, command, parts: ['host', 'module'], proxy: '/usr/lib/p11-kit-proxy.so', root: home });
  };
  beforeEach(() => { home = mkdtempSync(join(tmpdir(), "varco it's a home ")); });
  afterEach(() => rmSync(home, { recursive: true }));

  const read = (path: string) => JSON.parse(readFileSync(join(home, path), 'utf8'));

  it('gives each browser a manifest in its own form that allows our extension only', () => {
    install(['chromium', 'chrome', 'firefox'], ['/bin/true']);
    const path = join(home, '.local/share/varco/varco-host');
    const common = { name: 'it.varco.host', path, type: 'stdio' };
    for (const file of ['.config/chromium/NativeMessagingHosts/it.varco.host.json', '.config/google-chrome/NativeMessagingHosts/it.varco.host.json']) {
      const { description, ...rest } = read(file);
      assert(description);
      assert.deepEqual(rest, { ...common, allowed_origins: [`chrome-extension://${CHROMIUM_ID}/`] });
    }
    const { description, ...rest } = read('.mozilla/native-messaging-hosts/it.varco.host.json');
    assert(description);
    assert.deepEqual(rest, { ...common, allowed_extensions: [FIREFOX_ID] });
  });

  it('writes a start script that passes on every word as it is', () => {
    const print = join(home, "it's; $(a) script.js");
    writeFileSync(print, 'process.stdout.write(JSON.stringify(process.argv.slice(2)))');
    const [script = ''] = install(['firefox'], [process.execPath, print, "one 'word'"]).written;
    const { stdout } = spawnSync(script, ['/a b.json', 'id@x'], { encoding: 'utf8' });
    assert.deepEqual(JSON.parse(stdout), ["one 'word'", '/a b.json', 'id@x']);
  });

  it('says which file it cannot write', () => {
    writeFileSync(join(home, '.config'), 'a file where a folder should be');
    assert.throws(() => install(['chromium'], ['/bin/true']), { code: 'install.write' });
  });
});
