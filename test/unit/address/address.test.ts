import assert from "node:assert/strict";
import { addressOf, isLoopbackName, parseHttpsUrl } from "../../../native-host/address";

describe("the address of an https URL", () => {
  const cases = {
    "https://portal.example/a?b": { host: "portal.example", port: 443 },
    "https://portal.example.:8443/": { host: "portal.example", port: 8443 },
    "https://MÜNCHEN.example/": { host: "xn--mnchen-3ya.example", port: 443 },
    "https://[::1]:1/": { host: "::1", port: 1 },
    "https://127.1/": { host: "127.0.0.1", port: 443 },
  } as const;
  for (const [url, expected] of Object.entries(cases)) {
    it(`is ${expected.host} port ${expected.port} for ${url}`, () => {
      assert.deepEqual(addressOf(parseHttpsUrl(url)), expected);
    });
  }

  for (const url of [
    "http://portal.example/",
    "ftp://portal.example",
    "portal.example",
    "",
    "https://",
    "https://a:b@portal.example/",
    `https://portal.example/${"a".repeat(16_400)}`,
    "https://.portal.example/",
    "https://portal..example/",
    "https://portal.example../",
  ]) {
    it(`is refused for ${url.slice(0, 40)}`, () => {
      assert.throws(() => parseHttpsUrl(url), { code: "server.address" });
    });
  }

  it("is not repeated with what may be a secret in it when it is refused", () => {
    for (const [text, url] of [
      ["http://portal.example/a?code=secret", "http://portal.example/a"],
      ["http://portal.example/a#secret", "http://portal.example/a"],
      ["https://me:secret@portal.example/a", "https://portal.example/a"],
      ["https:\\\\me:secret@portal.example/a", "https:\\\\portal.example/a"],
      ["me:secret@portal.example", "portal.example"],
    ] as const) {
      assert.throws(() => parseHttpsUrl(text), { code: "server.address", details: { url } });
    }
  });
});

describe("a loopback name", () => {
  it("is localhost and what is under it, and nothing that only looks like it", () => {
    assert.ok(isLoopbackName("localhost"));
    assert.ok(isLoopbackName("idp.portal.localhost"));
    assert.ok(!isLoopbackName("localhost.example"));
    assert.ok(!isLoopbackName("notlocalhost"));
    assert.ok(!isLoopbackName(".localhost"));
    assert.ok(!isLoopbackName("a..localhost"));
  });
});
