import assert from "node:assert/strict";
import { arrival, browser, CLEAR, errorPage, URL_ } from "../fake-tabs";

const SERVICE = "https://servizi.example/";
const MINUTE = 60_000;

describe("a page on which the person has logged in before, and had that remembered", () => {
  const remembering = () => {
    const tabs = browser({ access: true, page: URL_ });
    const arrive = (more: object = {}) => tabs.router.arrived({ ...arrival(1, URL_), ...more });
    return { ...tabs, arrive };
  };

  it("becomes a login when a visit has brought it, and stays in the history", async () => {
    for (const how of [{}, { redirected: true }, { byPage: true }]) {
      const { arrive, records, replaced } = remembering();
      await arrive(how);
      assert.deepEqual(
        [...records.values()].map(({ order }) => [order.request.url, order.begunBy]),
        [[URL_, "person"]],
      );
      assert.deepEqual(replaced, [false]);
    }
  });

  it("stays when it is loaded again, comes out of the history, or answers a form", async () => {
    for (const how of [{ again: true }, { byForm: true }]) {
      const { arrive, pages } = remembering();
      await arrive(how);
      assert.equal(pages.size, 0, JSON.stringify(how));
    }
  });

  it("is that address only: other pages, other queries and other ports without encryption stay", async () => {
    const { router, pages } = remembering();
    for (const url of [
      "https://login.example/",
      "https://login.example/entra?x=2",
      "http://login.example:8080/entra?x=1",
    ])
      await router.arrived(arrival(1, url));
    assert.equal(pages.size, 0);
  });

  it("becomes a login whenever the server refuses it, whatever its query", async () => {
    for (const [status, url, expected] of [
      [403, "https://login.example/entra?x=2", 1],
      [401, URL_, 1],
      [200, URL_, 0],
      [404, URL_, 0],
      [500, URL_, 0],
      [503, URL_, 0],
      [403, "https://login.example/altro", 0],
    ] as const) {
      const { router, pages, records } = remembering();
      await router.answered({ tabId: 1, url, status });
      assert.equal(pages.size, expected, `${status} ${url}`);
      for (const { order } of records.values()) assert.equal(order.begunBy, "person");
    }
  });

  it("stays when the server refuses a form, or somebody who has logged in in that tab", async () => {
    const form = remembering();
    await form.router.answered({ tabId: 1, url: URL_, status: 403, method: "POST" });
    assert.equal(form.pages.size, 0);
    const { router, loopGuard, pages } = remembering();
    loopGuard.begun(1, "https://login.example", "relayed");
    await router.answered({ tabId: 1, url: URL_, status: 200 });
    await router.answered({ tabId: 1, url: URL_, status: 403 });
    assert.equal(pages.size, 0);
  });

  it("makes one login, in whatever order the browser tells of page and status", async () => {
    const { router, arrive, records } = remembering();
    await Promise.all([arrive(), router.answered({ tabId: 1, url: URL_, status: 403 })]);
    assert.equal(records.size, 1);
  });

  it("stays when the person goes back to it from the login page, and after that until another page comes", async () => {
    const { router, arrive, pages, show } = remembering();
    await arrive();
    show(1);
    pages.clear();
    await arrive({ again: true });
    await router.answered({ tabId: 1, url: URL_, status: 403 });
    assert.equal(pages.size, 0);
    await router.arrived(arrival(1, SERVICE));
    await arrive();
    assert.equal(pages.size, 1);
  });

  it("stays where the browser was sent after a login, and in that tab as long as the portal is used", async () => {
    for (const pageFirst of [true, false]) {
      const { router, loopGuard, arrive, pages, clock } = remembering();
      loopGuard.begun(1, "https://login.example", "relayed");
      const told = [() => arrive(), () => router.answered({ tabId: 1, url: URL_, status: 200 })];
      for (const tell of pageFirst ? told : told.reverse()) await tell();
      for (const minutes of [20, 40, 60]) {
        clock.now = minutes * MINUTE;
        await arrive();
      }
      await router.arrived(arrival(1, SERVICE));
      await arrive();
      assert.equal(pages.size, 0);
      clock.now += 30 * MINUTE;
      await arrive();
      assert.equal(pages.size, 1, "by then the portal's session is over");
    }
  });

  it("becomes a login in another tab meanwhile", async () => {
    const { router, loopGuard, pages } = remembering();
    loopGuard.begun(1, "https://login.example", "relayed");
    await router.answered({ tabId: 1, url: URL_, status: 200 });
    await router.arrived(arrival(2, URL_));
    assert.deepEqual([...pages.keys()], [2]);
  });

  it("makes no second login of a visit that has failed", async () => {
    const { router, arrive, records } = remembering();
    await router.failed({ tabId: 1, url: URL_, error: CLEAR, errorPage });
    const [first] = records.keys();
    await arrive({ again: true });
    assert.deepEqual([...records.keys()], [first]);
  });
});
