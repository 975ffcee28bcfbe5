import assert from "node:assert/strict";
import type { CookieToSet } from "../../../../extension/background/contracts";
import { cookiesToSet } from "../../../../extension/background/relay/set-cookies";

const URL_ = "https://login.portal.example:8443/idp/sso?x=1";
const NOW = Date.UTC(2026, 0, 1);
const one = (field: string, url = URL_): CookieToSet | undefined => cookiesToSet([field], url, NOW)[0];
const PLAIN: CookieToSet = {
  url: URL_,
  name: "a",
  value: "1",
  path: "/idp",
  secure: false,
  httpOnly: false,
  sameSite: "unspecified",
  partitioned: false,
};

describe("cookies of an answer", () => {
  it("is of this host, this folder and this browser session when it says nothing else", () => {
    assert.deepEqual(one("a=1"), PLAIN);
  });

  it("takes all attributes", () => {
    assert.deepEqual(one("a=1; Path=/; HttpOnly; Secure; SameSite=Strict; Max-Age=60; Partitioned"), {
      ...PLAIN,
      path: "/",
      secure: true,
      httpOnly: true,
      sameSite: "strict",
      expirationDate: NOW / 1000 + 60,
      partitioned: true,
    });
  });

  it("knows every SameSite, whatever its case", () => {
    assert.equal(one("a=1; samesite=LAX")?.sameSite, "lax");
    assert.equal(one("a=1; SameSite=None; Secure")?.sameSite, "no_restriction");
    assert.equal(one("a=1; SameSite=other")?.sameSite, "unspecified");
  });

  it("refuses SameSite=None without Secure, as browsers do", () => {
    assert.equal(one("a=1; SameSite=None"), undefined);
  });

  it("takes the domain above and this one, with or without a dot", () => {
    assert.equal(one("a=1; Domain=portal.example")?.domain, "portal.example");
    assert.equal(one("a=1; Domain=.Portal.Example")?.domain, "portal.example");
    assert.equal(one("a=1; Domain=login.portal.example")?.domain, "login.portal.example");
    assert.equal(one("a=1; Domain=")?.domain, undefined);
  });

  it("refuses a foreign domain, a neighbour, one below and a part of a name", () => {
    for (const domain of ["evil.example", "www.portal.example", "x.login.portal.example", "ortal.example"]) {
      assert.equal(one(`a=1; Domain=${domain}`), undefined, domain);
    }
  });

  it("is host-only at a numeric address", () => {
    assert.equal(one("a=1; Domain=127.0.0.1", "https://127.0.0.1/")?.domain, undefined);
    assert.equal(one("a=1; Domain=0.0.1", "https://127.0.0.1/"), undefined);
  });

  it("holds names with a prefix to what they promise", () => {
    assert.ok(one("__Host-a=1; Secure; Path=/"));
    assert.equal(one("__Host-a=1; Path=/"), undefined);
    assert.equal(one("__Host-a=1; Secure"), undefined);
    assert.equal(one("__Host-a=1; Secure; Path=/; Domain=login.portal.example"), undefined);
    assert.ok(one("__Secure-a=1; Secure; Domain=portal.example"));
    assert.equal(one("__secure-a=1"), undefined);
  });

  it("deletes by a time in the past, and trusts Max-Age more than Expires", () => {
    assert.equal(one("a=; Max-Age=0")?.expirationDate, 1);
    assert.equal(one("a=; Expires=Thu, 01 Jan 1970 00:00:00 GMT")?.expirationDate, 1);
    assert.equal(one("a=; Expires=Mon, 01-Jan-1601 00:00:00 GMT")?.expirationDate, 1);
    assert.equal(one("a=1; Max-Age=5; Expires=Thu, 01 Jan 1970 00:00:00 GMT")?.expirationDate, NOW / 1000 + 5);
    assert.equal(one("a=1; Expires=Fri, 02 Jan 2026 00:00:00 GMT")?.expirationDate, NOW / 1000 + 86_400);
    for (const ignored of ["soon", "0", "-1", ""])
      assert.equal(one(`a=1; Expires=${ignored}`)?.expirationDate, undefined, ignored);
    assert.equal(one("a=1; expires = Fri, 02 Jan 2026 00:00:00 GMT; Expires=0")?.expirationDate, NOW / 1000 + 86_400);
  });

  it("leaves values as they are: quotes, signs of equality, percent signs", () => {
    assert.equal(one('a="b=c%20d"')?.value, '"b=c%20d"');
  });

  it("reads bytes beyond ASCII as UTF-8", () => {
    assert.equal(one("a=citt\u00c3\u00a0")?.value, "città");
    assert.equal(one("a=citt\u00e0")?.value, "città");
  });

  it("keeps the order of several, and never splits one at a comma", () => {
    assert.deepEqual(
      cookiesToSet(["a=1,b=2", "c=3"], URL_, NOW).map(({ name, value }) => [name, value]),
      [
        ["a", "1,b=2"],
        ["c", "3"],
      ],
    );
  });

  it("passes over what is no cookie", () => {
    assert.deepEqual(cookiesToSet(["", ";", "="], URL_, NOW), []);
  });
});
