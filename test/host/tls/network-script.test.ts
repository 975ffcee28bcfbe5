import assert from "node:assert/strict";
import type { RequestListener } from "node:http";
import { NetworkScript, type Network } from "../../../native-host/proxy/search";
import { closeAll, code, webServer } from "./fixtures";

const PORTAL = new URL("https://portale.example/");
const PROXY = { host: "proxy.example", port: 3128, isSecure: false, authorization: null, next: null };
const SCRIPT = 'function FindProxyForURL() { return "PROXY proxy.example:3128"; }';

describe("The script of a network", function suite() {
  this.timeout(30_000);
  afterEach(closeAll);

  const network = async (answer: RequestListener, more: Partial<Network> = {}) =>
    new NetworkScript({ address: await webServer("wpad.dat", answer), ...more });

  it("says which proxy to take", async () => {
    const found = await network((_, response) => response.end(SCRIPT));
    assert.deepEqual(await found.route(PORTAL), PROXY);
  });

  it("is none where nobody has its name, the server has no script, or something else is there", async () => {
    assert.equal(await new NetworkScript({ address: "http://wpad.invalid/wpad.dat" }).route(PORTAL), null);
    assert.equal(await new NetworkScript({ address: "http://127.0.0.1:9/wpad.dat" }).route(PORTAL), null);
    const answers: RequestListener[] = [
      (_, response) => response.writeHead(404).end(SCRIPT),
      (_, response) => response.end("<!doctype html><p>Domain for sale"),
      ({ socket }) => socket.destroy(),
    ];
    for (const answer of answers) assert.equal(await (await network(answer)).route(PORTAL), null);
  });

  it("holds nobody up where the system is slow to find its name, and is there the next time", async () => {
    let found: (address: string) => void = () => undefined;
    const late = new Promise((resolve) => (found = resolve));
    const slow = await network((_, response) => response.end(SCRIPT), { lookUp: () => late });
    assert.equal(await slow.route(PORTAL), null);
    found("127.0.0.1");
    assert.deepEqual(await slow.route(PORTAL), PROXY);
  });

  it("that is there and fails is an error that names it, as every other script", async () => {
    const broken = await network((_, response) => response.end("function FindProxyForURL() { throw 1 }"));
    await assert.rejects(broken.route(PORTAL), code("proxy.script"));
  });

  it("is looked for once, and again after a while: the computer may be elsewhere by then", async () => {
    let asked = 0;
    const answer: RequestListener = (_, response) => {
      asked += 1;
      response.end(asked === 1 ? SCRIPT : SCRIPT.replace("PROXY proxy.example:3128", "DIRECT"));
    };
    const lasting = await network(answer);
    for (let count = 0; count < 3; count += 1) assert.deepEqual(await lasting.route(PORTAL), PROXY);
    assert.equal(asked, 1);
    asked = 0;
    const fleeting = await network(answer, { lasts: -1 });
    assert.deepEqual(await fleeting.route(PORTAL), PROXY);
    assert.equal(await fleeting.route(PORTAL), "direct");
  });
});
