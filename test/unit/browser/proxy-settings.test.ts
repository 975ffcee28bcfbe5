import assert from "node:assert/strict";
import { useFakeBrowser } from "../fake-browser";
import { browserProxy, mayReadProxy } from "../../../extension/browser/proxy";
import { readProxySettings } from "../../../extension/browser/proxy-settings";

const NOTHING = {
  autoConfigUrl: "",
  http: "",
  httpProxyAll: false,
  passthrough: "",
  proxyType: "system",
  socks: "",
  ssl: "",
};
const read = (value: object) => readProxySettings({ ...NOTHING, ...value });
const byHand = (https: string | null, http: string | null = https, exceptions: string[] = []) => ({
  kind: "by-hand",
  http,
  https,
  exceptions,
});

describe("Firefox's own proxy settings", () => {
  it("are those of the computer, unless they say something else", () => {
    for (const proxyType of ["system", "of a later version"]) assert.equal(read({ proxyType }), null);
    for (const value of [null, "manual", {}, { proxyType: 1 }, { proxyType: "manual", ssl: 3128 }])
      assert.equal(readProxySettings(value), null);
    assert.equal(read({ proxyType: "autoConfig" }), null);
  });

  it("lead straight to every server where the person wants no proxy", () => {
    assert.deepEqual(read({ proxyType: "none", ssl: "old.example:3128" }), byHand(null));
  });

  it("name the proxy for each scheme, or one for all", () => {
    const named = { proxyType: "manual", http: "a.example:80", ssl: "b.example:3128" };
    assert.deepEqual(read(named), byHand("b.example:3128", "a.example:80"));
    assert.deepEqual(read({ ...named, httpProxyAll: true }), byHand("a.example:80"));
    assert.deepEqual(read({ ...named, ssl: "" }), byHand(null, "a.example:80"));
  });

  it("name a SOCKS proxy as what it is", () => {
    for (const socks of ["c.example:1080", "socks://c.example:1080"])
      assert.deepEqual(read({ proxyType: "manual", socks }), byHand("socks://c.example:1080"));
  });

  it("have a script looked for in the network", () => {
    assert.deepEqual(read({ proxyType: "autoDetect" }), { kind: "search", otherwise: null });
  });

  it("name a script", () => {
    const autoConfigUrl = "http://wpad.example/proxy.pac";
    assert.deepEqual(read({ proxyType: "autoConfig", autoConfigUrl }), { kind: "script", address: autoConfigUrl });
  });

  it("except hosts, each with all below it", () => {
    const passthrough = "comune.example, .interno.example,10.0.0.0/8 <local>,\n192.0.2.7";
    assert.deepEqual(
      read({ proxyType: "manual", ssl: "b.example:3128", passthrough }),
      byHand("b.example:3128", null, [
        "comune.example",
        ".comune.example",
        ".interno.example",
        "10.0.0.0/8",
        "<local>",
        "192.0.2.7",
      ]),
    );
  });

  it("are read only where the browser has them and the person lets the extension read them", async () => {
    const use = (optional_permissions: string[], allowed: boolean) =>
      useFakeBrowser({
        runtime: { id: "test", getManifest: () => ({ optional_permissions }) },
        permissions: { contains: async () => allowed },
        proxy: { settings: { get: async () => ({ value: { ...NOTHING, proxyType: "none" } }) } },
      });
    for (const [permissions, allowed, may, proxy] of [
      [[], true, null, null],
      [["proxy"], false, false, null],
      [["proxy"], true, true, byHand(null)],
    ] as const) {
      use([...permissions], allowed);
      assert.equal(await mayReadProxy(), may);
      assert.deepEqual(await browserProxy(), proxy);
    }
  });
});
