import assert from "node:assert/strict";
import { useFakeBrowser } from "../fake-browser";
import { fakeStorage } from "../pages/fake-storage";
import { forgetKnown, isKnownPortal, knowPortal } from "../../../extension/remembered/known-portals";

const numbered = (from: number, to: number) =>
  Array.from({ length: to - from }, (_, index) => `https://p${from + index}.example`);

describe("Portals at which a login has succeeded", () => {
  let values: Record<string, unknown>;
  beforeEach(() => {
    const storage = fakeStorage();
    ({ values } = storage);
    useFakeBrowser({ storage });
  });

  it("are known by their origin, port included", async () => {
    assert.equal(await isKnownPortal("https://a.example"), false);
    await knowPortal("https://a.example");
    assert.equal(await isKnownPortal("https://a.example"), true);
    assert.equal(await isKnownPortal("https://a.example:8443"), false);
  });

  it("are the last two hundred: the one whose login is the longest ago goes", async () => {
    values["knownPortals"] = numbered(0, 200);
    await knowPortal("https://p0.example");
    await knowPortal("https://new.example");
    assert.deepEqual(values["knownPortals"], [...numbered(2, 200), "https://p0.example", "https://new.example"]);
  });

  it("are none when what is stored is no list of origins", async () => {
    for (const value of [
      "https://a.example",
      { 0: "https://a.example" },
      ["https://a.example", 1],
      ["https://a.example", "http://b.example"],
      ["https://a.example", "https://b.example/path"],
      ["https://a.example", ...numbered(0, 200)],
    ]) {
      values["knownPortals"] = value;
      assert.equal(await isKnownPortal("https://a.example"), false, JSON.stringify(value).slice(0, 80));
    }
  });

  it("are forgotten with the access to their site, on every port", async () => {
    for (const origin of ["https://a.example", "https://a.example:8443", "https://b.example"]) await knowPortal(origin);
    await forgetKnown("https://a.example/*");
    assert.deepEqual(values["knownPortals"], ["https://b.example"]);
  });
});
