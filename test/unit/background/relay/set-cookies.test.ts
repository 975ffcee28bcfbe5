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

  // The kinds of cases that the working group on HTTP state collected (abarth/http-state), and what browsers make of
  // them today. Null: no cookie.
  const cases: Readonly<Record<string, Readonly<Record<string, unknown>> | null>> = {
    " a = 1 ": { name: "a", value: "1" },
    "\ta=1": { name: "a", value: "1" },
    "a=1=2": { name: "a", value: "1=2" },
    "a==1": { name: "a", value: "=1" },
    "a=": { name: "a", value: "" },
    a: { name: "", value: "a" },
    "=a": { name: "", value: "a" },
    'a="1;2"': { name: "a", value: '"1' },
    "a='1'": { name: "a", value: "'1'" },
    "$Version=1; a=2": { name: "$Version", value: "1" },
    "a b=1": { name: "a b", value: "1" },
    "a=1;;;secure": { secure: true },
    "a=1; secure=no": { secure: true },
    "a=1; SECURE ": { secure: true },
    "a=1; securex": { secure: false },
    "a=1 secure": { value: "1 secure", secure: false },
    "a=1; httponly=": { httpOnly: true },
    "a=1; path": { path: "/idp" },
    "a=1; path=": { path: "/idp" },
    "a=1; path=idp": { path: "/idp" },
    "a=1; path=/x; path=/y": { path: "/y" },
    'a=1; path="/x"': { path: "/idp" },
    "a=1; path=/x/": { path: "/x/" },
    "a=1; path=/x ; secure": { path: "/x" },
    "a=1; domain=portal.example; domain=login.portal.example": { domain: "login.portal.example" },
    "a=1; domain=login.portal.example; domain=evil.example": null,
    "a=1; domain=portal.example:8443": null,
    "a=1; domain=..portal.example": null,
    "a=1; domain": { domain: undefined },
    "a=1; max-age=60.5": { expirationDate: undefined },
    "a=1; max-age=x": { expirationDate: undefined },
    "a=1; max-age=-1": { expirationDate: 1 },
    "a=1; max-age=5; max-age=6": { expirationDate: NOW / 1000 + 6 },
    "a=1; expires=Fri, 02-Jan-26 00:00:00 GMT": { expirationDate: NOW / 1000 + 86_400 },
    "a=1; unknown; other=2": { name: "a", value: "1" },
  };
  for (const [field, expected] of Object.entries(cases))
    it(`take ${JSON.stringify(field)} as browsers do`, () => {
      const cookie = one(field);
      assert.equal(cookie === undefined, expected === null);
      const attributes = new Map<string, unknown>(Object.entries(cookie ?? {}));
      for (const [name, value] of Object.entries(expected ?? {})) assert.equal(attributes.get(name), value, name);
    });

  it("passes over what is no cookie", () => {
    assert.deepEqual(cookiesToSet(["", ";", "="], URL_, NOW), []);
  });
});
