import assert from "node:assert/strict";
import { fromStored, toStored, type LoginRecord } from "../../../../extension/background/login/record";
import { visit } from "../../../../extension/background/relay/portal-request";

const record = (body: string): LoginRecord => ({
  id: "x",
  tabId: 1,
  storeId: "firefox-container-1",
  incognito: false,
  popup: true,
  working: true,
  failed: null,
  order: {
    observed: true,
    access: ["https://login.example/*"],
    begunBy: "person",
    inVain: true,
    request: {
      ...visit("https://login.example/"),
      method: "POST",
      body: new TextEncoder().encode(body),
      contentType: "text/plain",
    },
  },
});

describe("record of a login", () => {
  it("comes back as it was", () => {
    assert.deepEqual(fromStored(JSON.parse(JSON.stringify(toStored(record("città"))))), record("città"));
    const ordinary = { ...record(""), storeId: undefined };
    assert.deepEqual(fromStored(toStored(ordinary)), ordinary);
  });

  it("says that the form is lost if it was too long to be kept", () => {
    assert.equal(fromStored(toStored(record("x".repeat(1_000_001))))?.failed?.code, "portal.step-back");
  });

  it("is none if it has not this form", () => {
    for (const value of [null, {}, { ...toStored(record("")), pin: "12345" }, { ...toStored(record("")), url: 1 }])
      assert.equal(fromStored(value), null);
  });
});
