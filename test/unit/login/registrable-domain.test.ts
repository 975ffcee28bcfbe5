import assert from "node:assert/strict";
import { parse } from "tldts-icann";
import { SUFFIXES, WITHOUT_RULES } from "../../../extension/login/public-suffixes";
import { registrableDomain, shownDomain } from "../../../extension/login/registrable-domain";

describe("The registrable domain of a host", () => {
  it("is one label below a public suffix, also below those of provinces and ministries", () => {
    for (const [host, domain] of [
      ["servizi.portale.it", "portale.it"],
      ["servizi.comune.trento.it", "comune.trento.it"],
      ["accesso.inventato.gov.it", "inventato.gov.it"],
      ["a.b.co.uk", "b.co.uk"],
      ["servizi.xn--comne-rua.it", "xn--comne-rua.it"],
      ["accesso.portale.lan", "portale.lan"],
    ] as const)
      assert.deepEqual([registrableDomain(host), shownDomain(host)], [domain, domain], host);
  });

  it("is none where nobody registers a name", () => {
    for (const host of ["192.0.2.7", "[2001:db8::1]", "localhost", "trento.it", "it"])
      assert.deepEqual([registrableDomain(host), shownDomain(host)], [null, null], host);
  });

  it("is shown for no name of special use, and for no name with a dot at its end", () => {
    for (const host of ["servizi.localhost", "accesso.portale.example", "portale.local", "servizi.portale.it."])
      assert.equal(shownDomain(host), null, host);
  });

  it("is that of the public suffix list, for every suffix in Europe", () => {
    const suffixes = Object.entries(SUFFIXES).flatMap(([top, below]) => [
      top,
      ...below.split(" ").map((one) => `${one.replace("*", "any")}.${top}`),
    ]);
    assert.ok(suffixes.length > 600 && suffixes.includes("gov.it") && suffixes.includes("any.sch.uk"));
    for (const suffix of [...suffixes, "com", "org", "eu", "bank"])
      for (const host of [suffix, `a.${suffix}`, `b.a.${suffix}`, `c.b.a.${suffix}`])
        assert.equal(registrableDomain(host), parse(host, { validateHostname: false }).domain, host);
  });

  it("is none below a distant top-level domain with longer suffixes: nobody takes half a registry for one site", () => {
    assert.ok(WITHOUT_RULES.split(" ").includes("jp"));
    for (const host of ["servizi.portale.co.jp", "portale.co.jp", "portale.com.br", "portale.oslo.no"])
      assert.deepEqual([registrableDomain(host), shownDomain(host)], [null, null], host);
  });
});
