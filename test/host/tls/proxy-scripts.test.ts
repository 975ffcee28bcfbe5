import assert from "node:assert/strict";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { routeByScript, waysOf } from "../../../native-host/proxy/script";
import { LIMITS } from "../../../shared/limits";
import { closeAll, code, later, webServer } from "./fixtures";

const PORTAL = new URL("https://portale.example/entra?x=1");
const PROXY = { host: "proxy.example", port: 3128, isSecure: false, authorization: null, next: null };

const script = (text: string) => webServer("proxy.pac", (_, response) => response.end(text));
const saying = (body: string) => script(`function FindProxyForURL(url, host) { ${body} }`);

describe("A script that says which proxy to take", function suite() {
  this.timeout(30_000);
  afterEach(closeAll);

  it("is asked for the server, and learns no path", async () => {
    const address = await saying(`
      if (url === "https://portale.example/" && host === "portale.example") return "PROXY proxy.example:3128; DIRECT";
      return "PROXY wrong.example:1";`);
    assert.deepEqual(await routeByScript(address, PORTAL), { ...PROXY, next: "direct" });
  });

  it("has the functions that such scripts use", async () => {
    const address = await saying(`
      alert("a script says something");
      if (isPlainHostName(host) || dnsDomainIs(host, ".asl.example") || shExpMatch(host, "*.comune.*")) return "DIRECT";
      if (isInNet(host, "127.0.0.0", "255.0.0.0")) return "PROXY inside.example:1";
      if (dnsResolve("127.0.0.9") === "127.0.0.9" && /^[0-9.]+$/.test(myIpAddress())) return "PROXY proxy.example:3128";
      return "PROXY wrong.example:1";`);
    for (const host of ["intranet", "cup.asl.example", "accesso.comune.example"])
      assert.equal(await routeByScript(address, new URL(`https://${host}/`)), "direct", host);
    assert.deepEqual(await routeByScript(address, new URL("https://10.0.0.1/")), PROXY);
    const inside = await routeByScript(address, new URL("https://127.0.0.1/"));
    assert.equal(inside === "direct" ? inside : inside.host, "inside.example");
  });

  it("may lie in a file", async () => {
    const folder = await mkdtemp(join(tmpdir(), "varco-pac-"));
    later(() => rm(folder, { recursive: true }));
    const file = join(folder, "proxy.pac");
    await writeFile(file, 'function FindProxyForURL() { return "PROXY proxy.example:3128"; }');
    assert.deepEqual(await routeByScript(pathToFileURL(file).href, PORTAL), PROXY);
  });

  it("is fetched once, and again after a failure", async () => {
    let asked = 0;
    const address = await webServer("proxy.pac", (_, response) => {
      asked += 1;
      if (asked === 1) response.writeHead(503).end();
      else response.end('function FindProxyForURL() { return "DIRECT"; }');
    });
    await assert.rejects(routeByScript(address, PORTAL), code("proxy.script"));
    for (let count = 0; count < 3; count += 1) assert.equal(await routeByScript(address, PORTAL), "direct");
    assert.equal(asked, 2);
  });

  it("reaches nothing of this program", async () => {
    const address = await saying(`
      if (typeof process !== "undefined" || typeof require !== "undefined" || typeof fetch !== "undefined")
        return "PROXY wrong.example:1";
      try {
        var make = alert.constructor;
        var get = make("return process");
        get();
        return "PROXY wrong.example:1";
      } catch (e) {}
      return "DIRECT";`);
    assert.equal(await routeByScript(address, PORTAL), "direct");
  });

  const useless: Readonly<Record<string, () => Promise<string>>> = {
    throws: () => saying('throw new Error("no")'),
    "loops for ever": () => saying("for (;;) {}"),
    "takes all memory": () => saying('var all = "x"; for (;;) all += all;'),
    "says nothing": () => saying(""),
    "is no script": () => script("<html>Accesso negato</html>"),
    "has no such function": () => script("var x = 1;"),
    "is not there": () => webServer("proxy.pac", (_, response) => response.writeHead(404).end()),
    "is too long": () => script(`// ${"x".repeat(LIMITS.proxyScriptBytes)}`),
    "never comes to its end": () => webServer("proxy.pac", (_, response) => response.write("function")),
    "is nowhere": () => Promise.resolve("http://127.0.0.1:1/proxy.pac"),
    "has an address that is none": () => Promise.resolve("proxy.pac"),
    "is to be had by another scheme": () => Promise.resolve("ftp://127.0.0.1/proxy.pac"),
  };
  for (const [what, start] of Object.entries(useless))
    it(`that ${what} is an error that names it`, async () => {
      const address = await start();
      const began = performance.now();
      await assert.rejects(routeByScript(address, PORTAL, 3000), (error: unknown) => {
        assert.match(String(error), new RegExp(address.replaceAll(/[.?]/g, "\\$&")));
        return code("proxy.script")(error);
      });
      assert.ok(performance.now() - began < 6000);
    });

  it("may name several ways, of which the first that Varco can go counts", () => {
    assert.equal(waysOf(""), "direct");
    assert.equal(waysOf(" direct ; PROXY proxy.example:3128"), "direct");
    assert.deepEqual(waysOf("SOCKS5 a.example:1080; PROXY proxy.example:3128"), PROXY);
    assert.deepEqual(waysOf("HTTPS b.example:8443; HTTPS c.example"), {
      ...{ host: "b.example", port: 8443, isSecure: true, authorization: null },
      next: { host: "c.example", port: 443, isSecure: true, authorization: null, next: null },
    });
    assert.deepEqual(waysOf("http proxy.example:3128"), PROXY);
    assert.deepEqual(waysOf("PROXY proxy.example:3128; SOCKS a.example:1080; PROXY other.example:80; DIRECT"), {
      ...PROXY,
      next: { host: "other.example", port: 80, isSecure: false, authorization: null, next: "direct" },
    });
    assert.throws(() => waysOf("SOCKS a.example:1080"), code("proxy.unusable"));
    assert.throws(() => waysOf("PROXY"), code("proxy.unusable"));
  });
});
