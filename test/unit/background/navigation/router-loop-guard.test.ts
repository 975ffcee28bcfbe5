import assert from "node:assert/strict";
import { arrival, browser, CLEAR, errorPage, URL_, VAGUE } from "../fake-tabs";

describe("a browser that was sent to a portal", () => {
  it("never goes round in circles with a portal that fails again after a login", async () => {
    const { router, loopGuard, show, failed, clock, pages } = browser({ access: true, address: URL_ });
    loopGuard.begun(1, "https://login.example", "relayed");
    await router.begins({ tabId: 1, url: URL_ });
    assert.equal(pages.size, 0);
    await router.failed({ tabId: 1, url: URL_, error: CLEAR, errorPage });
    const { phase } = await failed(1);
    assert.deepEqual(phase, {
      name: "failed",
      error: { code: "portal.every-page", details: { host: "login.example" } },
      mayRetry: false,
    });
    loopGuard.begun(2, "https://login.example", "relayed");
    await router.answered({ tabId: 2, url: URL_, status: 400 });
    await failed(2);
    loopGuard.begun(3, "https://login.example", "relayed");
    clock.now = 60_001;
    await router.failed({ tabId: 3, url: URL_, error: CLEAR, errorPage });
    assert.notEqual(show(3)[0]!.phase.name, "failed");
  });

  it("does not send the browser to a portal with the card again where it has just failed, and says so", async () => {
    const { router, loopGuard, records, show } = browser({ access: true, address: URL_ });
    for (const [tabId, error] of [
      [1, CLEAR],
      [2, VAGUE],
    ] as const) {
      loopGuard.begun(tabId, "https://login.example", "with-card");
      await router.begins({ tabId, url: URL_ });
      assert.equal(records.size, tabId - 1, "a remembered address is left to the browser");
      await router.failed({ tabId, url: URL_, error, errorPage });
    }
    loopGuard.begun(3, "https://login.example", "with-card");
    await router.answered({ tabId: 3, url: URL_, status: 400 });
    assert.deepEqual(
      [...records.values()].map(({ order, failed }) => [order.inVain, failed]),
      [
        [true, null],
        [true, null],
        [true, null],
      ],
    );
    show(1);
    await router.failed({ tabId: 1, url: URL_, error: CLEAR, errorPage });
    assert.equal(
      [...records.values()].find(({ tabId }) => tabId === 1)?.order.inVain,
      false,
      "another failure is another matter",
    );
  });

  it("learns that the visit with the card was in vain, whether the page or its status is reported first", async () => {
    for (const pageFirst of [true, false]) {
      const { router, loopGuard, show, records } = browser({ access: true });
      await router.failed({ tabId: 1, url: URL_, error: CLEAR, errorPage });
      show(1);
      loopGuard.begun(1, "https://login.example", "with-card");
      const told = [
        () => router.arrived(arrival(1, URL_)),
        () => router.answered({ tabId: 1, url: URL_, status: 400 }),
      ];
      for (const tell of pageFirst ? told : told.reverse()) await tell();
      assert.deepEqual(
        [...records.values()].map(({ order }) => order.inVain),
        [true],
      );
    }
  });

  it("hears of every failure there, vague ones and without access to the site, too", async () => {
    const { router, loopGuard, records } = browser();
    loopGuard.begun(1, "https://login.example", "with-card");
    await router.failed({ tabId: 1, url: URL_, error: VAGUE, errorPage });
    assert.deepEqual(
      [...records.values()].map(({ order }) => order.inVain),
      [true],
    );
  });

  it("says what is left to do where the card did not help with a portal that wants it on every page", async () => {
    const { router, loopGuard, failed, records } = browser();
    loopGuard.begun(1, "https://login.example", "with-card-everywhere");
    await router.failed({ tabId: 1, url: URL_, error: CLEAR, errorPage });
    const { phase } = await failed(1);
    assert.equal(phase.name === "failed" && phase.error.code, "portal.every-page");
    assert.deepEqual(
      [...records.values()].map(({ order }) => order.inVain),
      [true],
    );
  });

  it("leaves time for the questions of the browser, but not for ever", () => {
    const { loopGuard, clock } = browser();
    for (const [how, window] of [
      ["relayed", 60_000],
      ["with-card", 300_000],
      ["with-card-everywhere", 300_000],
    ] as const) {
      loopGuard.begun(1, "https://login.example", how);
      clock.now += window - 1;
      assert.equal(loopGuard.of(1, URL_), how);
      assert.equal(loopGuard.of(2, URL_), null);
      assert.equal(loopGuard.of(1, "https://other.example/"), null);
      clock.now += 1;
      assert.equal(loopGuard.of(1, URL_), null);
    }
  });

  it("counts the return as over once a page came", async () => {
    const { router, loopGuard } = browser({ access: true });
    loopGuard.begun(1, "https://login.example", "relayed");
    await router.answered({ tabId: 1, url: URL_, status: 200 });
    assert.equal(loopGuard.of(1, URL_), null);
  });
});
