import assert from "node:assert/strict";
import { FakeHost } from "../fake-host";
import { arrival, browser, CLEAR, errorPage, URL_ } from "../fake-tabs";

const PLAIN = URL_.replace("https:", "http:");

describe("a browser that has tried https in vain and goes on by http", () => {
  const going = (options: Parameters<typeof browser>[0] = {}) => {
    const tabs = browser(options);
    tabs.router.navigates({ tabId: 1, url: PLAIN });
    return tabs;
  };
  const ways = {
    "is refused there": ({ router }: ReturnType<typeof browser>) =>
      router.fellBack({ tabId: 1, url: PLAIN, errorPage }),
    "is shown a page": ({ router }: ReturnType<typeof browser>) =>
      router.arrived({ ...arrival(1, PLAIN), fellBack: true }),
  };

  for (const [what, go] of Object.entries(ways)) {
    it(`gets a login by https where it ${what} and the server asks for a certificate in the handshake`, async () => {
      const tabs = going();
      await go(tabs);
      assert.deepEqual(
        [...tabs.records.values()].map(({ order }) => [order.request.url, order.begunBy]),
        [[URL_, "fallback"]],
      );
      assert.deepEqual(tabs.host.requests("look"), [{ origin: "https://login.example" }]);
    });

    it(`is left alone where it ${what} and the server does not ask, or the tab has gone elsewhere meanwhile`, async () => {
      const silent = going({ host: new FakeHost({ look: () => ({ asks: false }) }) });
      await go(silent);
      const left = going();
      const asking = go(left);
      left.router.navigates({ tabId: 1, url: "https://altrove.example/" });
      await asking;
      assert.deepEqual([silent.pages.size, left.pages.size], [0, 0]);
    });
  }

  it("asks no server where the page is an ordinary one, was there before, or answers a form", async () => {
    for (const how of [{}, { fellBack: true, again: true }, { fellBack: true, byForm: true }]) {
      const { router, host, pages } = going();
      await router.arrived({ ...arrival(1, PLAIN), ...how });
      assert.deepEqual([host.starts, pages.size], [0, 0]);
    }
  });

  it("gets the login where that was remembered, also when it goes to http at once", async () => {
    const { router, records } = going({ page: URL_ });
    await router.arrived(arrival(1, PLAIN));
    assert.deepEqual(
      [...records.values()].map(({ order }) => [order.request.url, order.begunBy]),
      [[URL_, "fallback"]],
    );
  });

  it("stays at the page to which the person goes back, also when that leads to itself", async () => {
    const { router, pages, show } = going({ page: URL_ });
    await router.arrived({ ...arrival(1, PLAIN), fellBack: true });
    show(1);
    pages.clear();
    await router.arrived({ ...arrival(1, PLAIN), again: true });
    for (const how of [{ byPage: true }, { fellBack: true }]) await router.arrived({ ...arrival(1, PLAIN), ...how });
    assert.equal(pages.size, 0);
  });

  it("goes back from a login that the person cancels, past the visit that failed", async () => {
    const { router, logins, show, pages, done, history } = going();
    await router.fellBack({ tabId: 1, url: PLAIN, errorPage });
    show(1);
    history.set(1, ["silence", "https://servizi.example/"]);
    const login = pages.get(1)!;
    pages.clear();
    logins.find(login, 1)!.take({ type: "cancel" });
    router.navigates({ tabId: 1, url: PLAIN });
    await router.fellBack({ tabId: 1, url: PLAIN, errorPage });
    assert.deepEqual(done, ["back to silence", "back to https://servizi.example/"]);
    assert.equal(pages.size, 0);
  });

  it("gets one login of a redirect from http to https that fails there", async () => {
    const { router, records } = going();
    await Promise.all([
      router.failed({ tabId: 1, url: URL_, error: CLEAR, errorPage }),
      router.fellBack({ tabId: 1, url: PLAIN, errorPage }),
    ]);
    assert.equal(records.size, 1);
  });
});
