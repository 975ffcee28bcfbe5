import assert from "node:assert/strict";
import { findRoute } from "../../../native-host/proxy/routes";

/** Every variable that decides the way. */
const NAMES = ["http_proxy", "https_proxy", "all_proxy", "no_proxy", "XDG_CURRENT_DESKTOP"];

/** A proxy that is spoken to in clear and wants nothing, and no other after it. */
const PLAIN = { isSecure: false, authorization: null, next: null };

describe("The way to a server", () => {
  let before: NodeJS.ProcessEnv;
  beforeEach(() => {
    before = process.env;
    const named = new Set(NAMES.flatMap((name) => [name, name.toUpperCase()]));
    process.env = Object.fromEntries(Object.entries(before).filter(([name]) => !named.has(name)));
  });
  afterEach(() => {
    process.env = before;
  });
  const to = (address: string) => findRoute(new URL(address));

  it("is straight where nothing names a proxy", async () => {
    assert.equal(await to("https://portale.example/"), "direct");
  });

  it("is the proxy of the environment, by the scheme of the address, in small or capital letters", async () => {
    process.env["HTTPS_PROXY"] = "http://proxy.example:3128";
    process.env["http_proxy"] = "plain.example:8080";
    assert.deepEqual(await to("https://portale.example/"), { ...PLAIN, host: "proxy.example", port: 3128 });
    assert.deepEqual(await to("http://portale.example/"), { ...PLAIN, host: "plain.example", port: 8080 });
  });

  it("is the proxy for everything where there is none for https", async () => {
    process.env["all_proxy"] = "[2001:db8::1]:3128";
    assert.deepEqual(await to("https://portale.example/"), { ...PLAIN, host: "2001:db8::1", port: 3128 });
  });

  it("shows the proxy the name and password that its address holds", async () => {
    process.env["https_proxy"] = "http://ada:p%40ss@proxy.example";
    const authorization = `Basic ${Buffer.from("ada:p@ss").toString("base64")}`;
    assert.deepEqual(await to("https://portale.example/"), {
      ...PLAIN,
      host: "proxy.example",
      port: 80,
      authorization,
    });
  });

  it("is spoken to in clear whatever its scheme says, as Chromium does it, but gets no password that was meant for TLS", async () => {
    process.env["https_proxy"] = "https://ada:segreto@proxy.example:443";
    assert.deepEqual(await to("https://portale.example/"), { ...PLAIN, host: "proxy.example", port: 443 });
  });

  it("is straight to what NO_PROXY names, and to this computer", async () => {
    process.env["https_proxy"] = "http://proxy.example:3128";
    process.env["NO_PROXY"] = "interno.example,.comune.example,10.1.2.3";
    for (const host of [
      "interno.example",
      "accesso.comune.example",
      "10.1.2.3",
      "localhost",
      "portal.localhost",
      "127.8.8.8",
      "[::1]",
    ]) {
      assert.equal(await to(`https://${host}:8443/`), "direct", host);
    }
    assert.notEqual(await to("https://fuori.example/"), "direct");
  });

  it("is the one of the browser's own settings before all others, but never to this computer", async () => {
    process.env["https_proxy"] = "http://proxy.example:3128";
    const own = { kind: "by-hand", http: null, https: "own.example:8080", exceptions: [".interno.example"] } as const;
    const byOwn = (address: string) => findRoute(new URL(address), own);
    assert.deepEqual(await byOwn("https://portale.example/"), { ...PLAIN, host: "own.example", port: 8080 });
    assert.equal(await byOwn("https://a.interno.example/"), "direct");
    assert.equal(await byOwn("https://portal.localhost:8443/"), "direct");
    assert.equal(await findRoute(new URL("https://portale.example/"), { ...own, https: null }), "direct");
  });

  it("is none where the proxy is of a kind that Varco cannot use; its password is in no error", async () => {
    for (const proxy of ["socks5://ada:segreto@proxy.example:1080", "ftp://ada:segreto@proxy.example", "http://"]) {
      process.env["https_proxy"] = proxy;
      await assert.rejects(to("https://portale.example/"), (error: Error & { code: string; details: object }) => {
        assert.equal(error.code, "proxy.unusable");
        assert.doesNotMatch(JSON.stringify(error.details), /segreto|ada/);
        return true;
      });
    }
  });
});
