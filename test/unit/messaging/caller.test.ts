import assert from "node:assert/strict";
import { CHROMIUM_ID, FIREFOX_ID } from "../../../shared/identity";
import { caller } from "../../../native-host/messaging/caller";

describe("The caller of the host", () => {
  it("is our extension in Chromium, on Windows too", () => {
    assert.equal(caller([`chrome-extension://${CHROMIUM_ID}/`], false)?.allowed, true);
    assert.equal(caller([`chrome-extension://${CHROMIUM_ID}/`, "--parent-window=0"], false)?.allowed, true);
  });

  it("is our add-on in Firefox", () => {
    assert.equal(caller(["/somewhere/it.varco.host.json", FIREFOX_ID], false)?.allowed, true);
  });

  it("is refused when it is anyone else", () => {
    const others = [
      ["chrome-extension://aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa/"],
      [`chrome-extension://${CHROMIUM_ID}.example/`],
      [`moz-extension://${CHROMIUM_ID}/`],
      ["/somewhere/it.varco.host.json", "other@addon.example"],
    ];
    for (const args of others) assert.equal(caller(args, false)?.allowed, false, args.join(" "));
  });

  it("is nobody when the arguments name a command", () => {
    for (const args of [[], ["card", "--json"], ["get", "https://a.example/"]]) assert.equal(caller(args, false), null);
  });

  it("is our add-on in a sandboxed Firefox where a portal gives no arguments, but pipes", () => {
    assert.deepEqual(caller([], true), { id: FIREFOX_ID, engine: "firefox", allowed: true });
  });

  it("is found in the arguments wherever there are any, over pipes too", () => {
    assert.equal(caller(["/somewhere/it.varco.host.json", "other@addon.example"], true)?.allowed, false);
    assert.equal(caller(["card", "--json"], true), null);
  });
});
