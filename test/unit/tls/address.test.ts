import assert from 'node:assert/strict';
import { addressOf, isLoopbackName, parseHttpsUrl } from '../../../native-host/tls/address';

describe('the address of an https URL', () => {
  const cases = {
    'https://portal.example/a?b': { host: 'portal.example', port: 443 },
    'https://portal.example.:8443/': { host: 'portal.example', port: 8443 },
    'https://MÜNCHEN.example/': { host: 'xn--mnchen-3ya.example', port: 443 },
    'https://[::1]:1/': { host: '::1', port: 1 },
    'https://127.1/': { host: '127.0.0.1', port: 443 },
  } as const;
  for (const [url, expected] of Object.entries(cases)) {
    it(`is ${expected.host} port ${expected.port} for ${url}`, () => {
      assert.deepEqual(addressOf(parseHttpsUrl(url)), expected);
    });
  }

  for (const url of ['http://portal.example/', 'ftp://portal.example', 'portal.example', '', 'https://', 'https://a:b@portal.example/', `https://portal.example/${'a'.repeat(16_400)}`]) {
    it(`is refused for ${url.slice(0, 40)}`, () => {
      assert.throws(() => parseHttpsUrl(url), { code: 'server.address' });
    });
  }
});

describe('a loopback name', () => {
  it('is localhost and what is under it, and nothing that only looks like it', () => {
    assert.ok(isLoopbackName('localhost'));
    assert.ok(isLoopbackName('idp.portal.localhost'));
    assert.ok(!isLoopbackName('localhost.example'));
    assert.ok(!isLoopbackName('notlocalhost'));
  });
});
