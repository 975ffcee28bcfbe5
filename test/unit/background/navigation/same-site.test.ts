import assert from "node:assert/strict";
import { Referrers } from "../../../../extension/background/navigation/referrers";
import { patternsFor, probablySameSite } from "../../../../extension/background/navigation/same-site";

describe("sites that are asked for", () => {
  it("are the portal, without its port", () => {
    assert.deepEqual(patternsFor("https://login.portal.example:8443/x", []), ["https://login.portal.example/*"]);
  });

  it("are also the pages of the same site from where the person comes", () => {
    assert.deepEqual(
      patternsFor("https://login.provincia.tn.it/", ["www.provincia.tn.it", "other.example", "login.provincia.tn.it"]),
      ["https://login.provincia.tn.it/*", "https://www.provincia.tn.it/*"],
    );
  });

  it("count as one site below a registered name, not below a registry", () => {
    for (const [a, b, same] of [
      ["www.portal.example", "login.portal.example", true],
      ["portal.example", "login.portal.example", true],
      ["a.example", "b.example", false],
      ["servizi.localhost", "accesso.localhost", false],
      ["a.gov.it", "b.gov.it", false],
      ["a.tn.it", "b.tn.it", false],
      ["x.a.gov.it", "y.a.gov.it", true],
      ["a.trento.it", "b.trento.it", false],
      ["x.a.trento.it", "y.a.trento.it", true],
      ["127.0.0.1", "127.0.0.2", false],
      ["localhost", "localhost", false],
    ] as const)
      assert.equal(probablySameSite(a, b), same, `${a} ${b}`);
  });

  it("come from the page that is left and the addresses on the way, until the tab arrives", () => {
    const referrers = new Referrers();
    for (const url of [
      "https://www.portal.example/a",
      "about:blank",
      "http://plain.example/",
      "https://sso.portal.example/b",
      "https://www.portal.example/c",
    ]) {
      referrers.passes(1, url);
    }
    assert.deepEqual(referrers.hosts(1), ["www.portal.example", "sso.portal.example"]);
    assert.deepEqual(referrers.hosts(2), []);
    referrers.over(1);
    assert.deepEqual(referrers.hosts(1), []);
  });
});
