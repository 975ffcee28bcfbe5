import assert from "node:assert/strict";
import { cookieHeader, heldCookies } from "../../../../extension/background/relay/cookie-header";

const cookies = (["no_restriction", "lax", "strict", "unspecified"] as const).map((sameSite) => ({
  name: sameSite[0]!,
  value: "1",
  sameSite,
}));

describe("cookies of a relayed request", () => {
  it("are all of them for a visit that no other site began", () => {
    assert.equal(cookieHeader(cookies, { method: "POST", crossSite: false }), "n=1; l=1; s=1; u=1");
  });

  it("are without the strict ones where another site began a visit", () => {
    assert.equal(cookieHeader(cookies, { method: "GET", crossSite: true }), "n=1; l=1; u=1");
  });

  it("are without the lax ones too where another site sent a form", () => {
    assert.equal(cookieHeader(cookies, { method: "POST", crossSite: true }), "n=1; u=1");
  });

  it("count as lax where the browser hides what they are", () => {
    const hidden = [{ name: "h", value: "1", sameSite: null }];
    assert.equal(cookieHeader(hidden, { method: "POST", crossSite: true }), null);
    assert.equal(cookieHeader(hidden, { method: "GET", crossSite: true }), "h=1");
    assert.equal(cookieHeader(hidden, { method: "POST", crossSite: false }), "h=1");
  });

  it("make no field when there are none", () => {
    assert.equal(cookieHeader([], { method: "GET", crossSite: false }), null);
  });

  it("come from the complete field of the browser, with what its store tells of them", () => {
    const stored = [
      { name: "a", value: "1", path: "/", sameSite: "strict" as const },
      { name: "gone", value: "1", path: "/", sameSite: "lax" as const },
    ];
    assert.deepEqual(heldCookies({ field: "a=1; b=2=3; nameless", stored }), [
      { name: "a", value: "1", sameSite: "strict" },
      { name: "b", value: "2=3", sameSite: null },
      { name: "", value: "nameless", sameSite: null },
    ]);
    assert.equal(
      cookieHeader(heldCookies({ field: "a=1; nameless", stored }), { method: "GET", crossSite: false }),
      "a=1; nameless",
    );
  });

  it("are none when the browser would send none", () => {
    assert.deepEqual(heldCookies({ field: "", stored: [] }), []);
  });

  it("come from the store where the browser shows no field, longest path first", () => {
    const stored = [
      { name: "a", value: "1", path: "/", sameSite: null },
      { name: "a", value: "2", path: "/idp", sameSite: null },
    ];
    assert.deepEqual(
      heldCookies({ field: null, stored }).map(({ value }) => value),
      ["2", "1"],
    );
  });
});
