import assert from 'node:assert/strict';
import { chmodSync, existsSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Scene } from './scene';
import { tree } from './tree';

const INTERNAL = "library=\nname=NSS Internal PKCS #11 Module\nNSS=Flags=internal,critical askpw=any timeout=30})\n\n";
const OPENSC = 'library=/usr/lib64/opensc-pkcs11.so\nname=OpenSC\n\n';

describe('Taking the registration away', () => {
  let scene: Scene;
  beforeEach(() => { scene = new Scene(); });
  afterEach(() => scene.remove());
  const list = () => join(scene.home, '.pki/nssdb/pkcs11.txt');

  /** What a home holds before Varco comes. */
  const homes: Readonly<Record<string, () => void>> = {
    'an empty home': () => {},
    'a database with entries of other programs': () => {
      scene.put('home/.pki/nssdb/cert9.db', 'certificates');
      scene.put('home/.pki/nssdb/pkcs11.txt', INTERNAL + OPENSC, 0o640);
      chmodSync(join(scene.home, '.pki'), 0o711);
    },
    'a list of modules that ends in the middle of a line': () => scene.put('home/.pki/nssdb/pkcs11.txt', `${INTERNAL}library=x\nname=caff\u00e8`, 0o600),
    'a list of modules that is a link': () => {
      scene.put('elsewhere/pkcs11.txt', INTERNAL);
      mkdirSync(join(scene.home, '.pki/nssdb'), { recursive: true });
      symlinkSync(join(scene.folder, 'elsewhere/pkcs11.txt'), list());
    },
    'an empty list of modules': () => scene.put('home/.pki/nssdb/pkcs11.txt', ''),
    'a database without a list of modules': () => scene.put('home/.pki/nssdb/cert9.db', 'certificates'),
    'the database in its newer place': () => scene.put('home/.local/share/pki/nssdb/pkcs11.txt', INTERNAL),
    'empty folders of other programs': () => {
      for (const folder of ['.pki', '.mozilla/native-messaging-hosts', '.config/pkcs11/modules', '.config/chromium', '.local/share']) mkdirSync(join(scene.home, folder), { recursive: true });
    },
    'manifests and modules of other programs': () => {
      for (const file of ['.mozilla/native-messaging-hosts/other.json', '.mozilla/pkcs11-modules/other.json', '.config/pkcs11/modules/other.module', '.config/google-chrome/NativeMessagingHosts/other.json']) scene.put(join('home', file), '{}');
    },
  };
  for (const [what, prepare] of Object.entries(homes)) {
    it(`leaves the home byte for byte as it was: ${what}`, () => {
      prepare();
      const before = tree(scene.folder);
      scene.install();
      const registered = tree(scene.folder);
      assert.notDeepEqual(registered, before);
      scene.install();
      assert.deepEqual(tree(scene.folder), registered, 'twice is once');
      scene.uninstall();
      assert.deepEqual(tree(scene.folder), before);
      assert.deepEqual(scene.uninstall(), [], 'there is nothing left to take away');
      assert.deepEqual(tree(scene.folder), before);
    });
  }

  it('keeps what the browser put beside our list of modules', () => {
    scene.install();
    scene.put('home/.pki/nssdb/cert9.db', 'certificates', 0o600);
    scene.uninstall();
    assert.deepEqual(tree(scene.home), { '.pki': 'folder 700', '.pki/nssdb': 'folder 700', '.pki/nssdb/cert9.db': 'file 600 certificates' });
  });

  it('takes only our entry where another program wrote the list meanwhile', () => {
    scene.install();
    writeFileSync(list(), `${INTERNAL}${readFileSync(list(), 'utf8')}${OPENSC}`);
    scene.uninstall();
    assert.equal(readFileSync(list(), 'utf8'), INTERNAL + OPENSC);
  });

  it('does not mind that a person was faster', () => {
    scene.install();
    rmSync(join(scene.home, '.pki'), { recursive: true });
    rmSync(join(scene.home, '.config/chromium'), { recursive: true });
    scene.uninstall();
    assert.deepEqual(tree(scene.home), {});
  });

  it('takes no folder that a person made again', () => {
    scene.install({ browsers: ['firefox'] });
    scene.uninstall(scene.user, ['firefox']);
    mkdirSync(join(scene.home, '.mozilla'), { mode: 0o755 });
    scene.uninstall();
    assert.deepEqual(tree(scene.home), { '.mozilla': 'folder 755' });
  });

  it('is whole also when it is done browser by browser', () => {
    scene.install();
    for (const browser of ['chromium', 'chrome', 'firefox'] as const) scene.uninstall(scene.user, [browser]);
    assert(existsSync(join(scene.home, '.local/share/varco/varco-host')), 'the program goes with "all"');
    scene.uninstall();
    assert.deepEqual(tree(scene.home), {});
  });
});
