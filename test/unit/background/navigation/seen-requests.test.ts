import assert from "node:assert/strict";
import { LIMITS } from "../../../../shared/limits";
import { SeenRequests, type SeenBody } from "../../../../extension/background/navigation/seen-requests";
import { FORM_TYPE, unseenVisit } from "../../../../extension/background/relay/portal-request";

const URL_ = "https://login.example/sso";
const bytes = (text: string) => new Uint8Array(Buffer.from(text)).buffer;

function seen(method: string, body: SeenBody | null, headers: Record<string, string> = {}, clock = { now: 0 }) {
  const requests = new SeenRequests(() => clock.now);
  requests.begins({ tabId: 1, url: URL_, method, body });
  requests.sends(
    1,
    URL_,
    Object.entries(headers).map(([name, value]) => ({ name, value })),
  );
  return requests;
}
const text = (body: Uint8Array | undefined) => Buffer.from(body ?? []).toString();

describe("requests that were seen", () => {
  it("are given back once, to the same tab and address", () => {
    const requests = seen("GET", null);
    assert.equal(requests.take(2, URL_), null);
    assert.equal(requests.take(1, `${URL_}2`), null);
    assert.deepEqual(requests.take(1, URL_), unseenVisit(URL_));
    assert.equal(requests.take(1, URL_), null);
  });

  it("make a form of its fields again", () => {
    const requests = seen(
      "POST",
      { formData: { RelayState: ["città"], a: ["1", "2"] } },
      { "Content-Type": FORM_TYPE, Origin: "https://servizi.example", "Sec-Fetch-Site": "cross-site" },
    );
    const request = requests.take(1, URL_);
    assert.deepEqual(
      { ...request, body: null },
      {
        method: "POST",
        url: URL_,
        body: null,
        contentType: FORM_TYPE,
        origin: "https://servizi.example",
        crossSite: true,
        fetchMetadata: [["Sec-Fetch-Site", "cross-site"]],
      },
    );
    assert.equal(text(request?.body), "RelayState=citt%C3%A0&a=1&a=2");
  });

  it("keep what the browser says of who began them; without its word it was another site", () => {
    for (const [site, crossSite] of [
      ["none", false],
      ["same-origin", false],
      ["same-site", false],
      ["cross-site", true],
    ] as const) {
      const request = seen("GET", null, { "sec-fetch-site": site, "Sec-Fetch-User": "?1" }).take(1, URL_);
      assert.equal(request?.crossSite, crossSite, site);
      assert.deepEqual(request.fetchMetadata, [
        ["Sec-Fetch-Site", site],
        ["Sec-Fetch-User", "?1"],
      ]);
    }
    for (const method of ["GET", "POST"]) {
      const request = seen(method, null).take(1, URL_);
      assert.deepEqual([request?.crossSite, request?.fetchMetadata], [true, []], method);
    }
  });

  it("keep raw bodies byte for byte", () => {
    const requests = seen(
      "POST",
      { raw: [{ bytes: bytes('{"a":') }, { bytes: bytes("1}") }] },
      { "content-type": "application/json" },
    );
    assert.equal(text(requests.take(1, URL_)?.body), '{"a":1}');
  });

  it("are refused where something of them is missing: files, fields of a multipart form", () => {
    const multipart = { "content-type": "multipart/form-data; boundary=x" };
    for (const body of [{ raw: [{ bytes: bytes("--x") }, { file: "/tmp/a" }] }, { formData: { f: ["a.txt"] } }]) {
      assert.throws(() => seen("POST", body, multipart).take(1, URL_), { code: "relay.request-form" });
    }
  });

  it("are refused beyond the limit, and the body is not kept", () => {
    const requests = seen("POST", { raw: [{ bytes: new ArrayBuffer(LIMITS.requestBody + 1) }] });
    assert.throws(() => requests.take(1, URL_), { code: "relay.request-too-large" });
  });

  it("give way to newer ones when all bodies together are too many", () => {
    const requests = seen("POST", { raw: [{ bytes: new ArrayBuffer(LIMITS.requestBody - 10) }] });
    requests.begins({ tabId: 2, url: URL_, method: "POST", body: { raw: [{ bytes: new ArrayBuffer(20) }] } });
    assert.equal(requests.take(1, URL_), null);
    assert.equal(requests.take(2, URL_)?.body.length, 20);
  });

  it("get old after two minutes, and go with their tab", () => {
    const clock = { now: 0 };
    const requests = seen("GET", null, {}, clock);
    clock.now = 120_001;
    assert.equal(requests.take(1, URL_), null);
    requests.begins({ tabId: 1, url: URL_, method: "GET", body: null });
    requests.forget(1);
    assert.equal(requests.take(1, URL_), null);
  });

  it("stay while the tab shows the page that they brought, however long, and go when it leaves the page", () => {
    const clock = { now: 0 };
    const requests = seen("POST", null, {}, clock);
    requests.arrived(1, "https://servizi.example/");
    requests.succeeded(1);
    requests.arrived(1, URL_);
    clock.now = 1_000_000;
    assert.equal(requests.take(1, URL_)?.method, "POST", "a page before it may arrive late");
    requests.begins({ tabId: 1, url: URL_, method: "POST", body: null });
    requests.succeeded(1);
    requests.arrived(1, "https://servizi.example/");
    assert.equal(requests.take(1, URL_), null);
  });
});

describe("a navigation whose failure is told before its beginning", () => {
  const url = "https://accesso.example/modulo";

  it("is waited for until its header fields are known", async () => {
    const requests = new SeenRequests(Date.now);
    const known = requests.known(1, url);
    requests.begins({ tabId: 1, url, method: "POST", body: { formData: { a: ["1"] } } });
    requests.sends(1, url, [{ name: "Content-Type", value: FORM_TYPE }]);
    await known;
    assert.equal(requests.take(1, url)?.method, "POST");
  });

  it("is not waited for when it is known, nor for ever when it never comes", async () => {
    const requests = new SeenRequests(Date.now);
    requests.begins({ tabId: 1, url, method: "GET", body: null });
    requests.sends(1, url, [{ name: "Accept", value: "*/*" }]);
    await requests.known(1, url);
    await requests.known(2, url);
    assert.equal(requests.take(2, url), null);
  });
});
