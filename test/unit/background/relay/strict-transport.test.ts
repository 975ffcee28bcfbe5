import assert from "node:assert/strict";
import { StrictTransport } from "../../../../extension/background/relay/strict-transport";

/** Where a redirect leads after an answer of this host with this field. */
const lead = (target: string, policy: string | null, host = "portale.example") => {
  const strict = new StrictTransport();
  strict.learn(host, policy);
  return strict.secured(new URL(target)).href;
};

describe("A redirect to http", () => {
  it("leads to https where the answer says that its host is reached in no other way", () => {
    assert.equal(lead("http://portale.example/a?b#c", "max-age=31536000"), "https://portale.example/a?b#c");
    assert.equal(lead("http://portale.example:80/", 'MAX-AGE = "1"; preload'), "https://portale.example/");
    assert.equal(lead("http://portale.example:8080/", "max-age=1"), "https://portale.example:8080/");
  });

  it("leads there for names below only where the answer includes them", () => {
    assert.equal(lead("http://www.portale.example/", "max-age=1"), "http://www.portale.example/");
    assert.equal(lead("http://www.portale.example/", "max-age=1; includeSubDomains"), "https://www.portale.example/");
    assert.equal(lead("http://altroportale.example/", "max-age=1; includeSubDomains"), "http://altroportale.example/");
  });

  it("stays what it is without the field, with an age of zero, with nonsense, and for an address", () => {
    for (const policy of [null, "max-age=0", "includeSubDomains", "max-age=presto", ""])
      assert.equal(lead("http://portale.example/", policy), "http://portale.example/", String(policy));
    assert.equal(lead("http://192.0.2.1/", "max-age=1", "192.0.2.1"), "http://192.0.2.1/");
  });

  it("leads there also where an earlier answer of the login said so, until a later one ends that", () => {
    const strict = new StrictTransport();
    const target = new URL("http://portale.example/");
    strict.learn("portale.example", "max-age=1");
    strict.learn("portale.example", null);
    assert.equal(strict.secured(target).protocol, "https:");
    strict.learn("portale.example", "max-age=0");
    assert.equal(strict.secured(target).protocol, "http:");
  });

  it("changes no other scheme", () => {
    assert.equal(lead("javascript:alert(1)", "max-age=1"), "javascript:alert(1)");
  });
});
