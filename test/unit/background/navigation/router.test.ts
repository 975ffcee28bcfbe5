import assert from "node:assert/strict";
import { VarcoError } from "../../../../shared/errors";
import { FakeHost, until } from "../fake-host";
import { arrival, browser, CLEAR, errorPage, URL_, VAGUE } from "../fake-tabs";

describe("routing", () => {
  it("makes a login of a navigation that failed for want of a certificate", async () => {
    const { router, pages, logins, show, host } = browser();
    await router.failed({ tabId: 1, url: URL_, error: CLEAR, errorPage });
    assert.ok(logins.find(pages.get(1)!, 1));
    const views = show(1);
    await until(() => views.at(-1)?.phase.name === "ready");
    assert.deepEqual(host.requests("probe"), [{ url: URL_ }]);
    assert.deepEqual(views.at(-1)?.access, ["https://login.example/*"]);
  });

  it("starts the host while the browser still shows its error page, and keeps it for the login", async () => {
    const host = new FakeHost();
    const { router, pages } = browser({ host });
    let shown: (isShown: boolean) => void = () => undefined;
    const failing = router.failed({
      tabId: 1,
      url: URL_,
      error: CLEAR,
      errorPage: new Promise<boolean>((resolve) => (shown = resolve)),
    });
    await until(() => host.starts === 1);
    assert.equal(pages.size, 0);
    shown(true);
    await failing;
    assert.deepEqual([pages.size, host.starts, host.running], [1, 1, true]);
  });

  it("asks the browser all that it needs at once: a person waits for the answers", async () => {
    const { router, questions } = browser();
    await router.failed({ tabId: 1, url: URL_, error: CLEAR, errorPage });
    assert.deepEqual(questions, ["place", "access", "access answered"]);
  });

  it("leaves other failures, and addresses without encryption, to the browser", async () => {
    const { router, pages } = browser({ access: true });
    await router.failed({ tabId: 1, url: URL_, error: "net::ERR_CONNECTION_REFUSED", errorPage });
    await router.failed({ tabId: 1, url: "http://login.example/", error: CLEAR, errorPage });
    assert.equal(pages.size, 0);
  });

  it("lets the host go after a question of its own", async () => {
    const host = new FakeHost({ probe: () => ({ asks: false, issuers: [], tls: "TLSv1.2" }) });
    await browser({ access: true, host }).router.failed({ tabId: 1, url: URL_, error: VAGUE, errorPage });
    assert.equal(host.running, false);
  });

  it("makes a login of a page with status 400 if the server asks for a certificate", async () => {
    for (const [status, asks, expected] of [
      [400, true, 1],
      [495, true, 1],
      [496, true, 1],
      [400, false, 0],
      ...([200, 302, 401, 403, 404, 500] as const).map((status) => [status, true, 0] as const),
    ] as const) {
      const host = new FakeHost({ probe: () => ({ asks, issuers: [], tls: "TLSv1.2" }) });
      const { router, pages } = browser({ access: true, host });
      await router.answered({ tabId: 1, url: URL_, status });
      assert.equal(pages.size, expected, String(status));
    }
  });

  it("asks and logs in with one and the same host", async () => {
    const host = new FakeHost();
    const { router, records } = browser({ host });
    await router.clicked(1, URL_);
    assert.deepEqual([records.size, host.starts], [1, 1]);
  });

  it("does not open a login again on a page to which the person went back", async () => {
    const { router, pages, show } = browser({ access: true });
    await router.answered({ tabId: 1, url: URL_, status: 400 });
    show(1);
    await router.arrived(arrival(1, URL_));
    pages.clear();
    await router.answered({ tabId: 1, url: URL_, status: 400 });
    assert.equal(pages.size, 0);
    await router.arrived(arrival(1, "https://servizi.example/"));
    await router.answered({ tabId: 1, url: URL_, status: 400 });
    assert.equal(pages.size, 1);
  });

  it("takes the place of error pages in the history, and of no others", async () => {
    const { router, replaced } = browser({ access: true, address: URL_ });
    await router.failed({ tabId: 1, url: URL_, error: CLEAR, errorPage: Promise.resolve(true) });
    await router.failed({ tabId: 2, url: URL_, error: CLEAR, errorPage: Promise.resolve(false) });
    await router.answered({ tabId: 3, url: URL_, status: 400 });
    await router.begins({ tabId: 4, url: URL_ });
    await router.clicked(5, URL_);
    assert.deepEqual(replaced, [true, false, true, false, false]);
  });

  it("does not take the address of a remembered portal again to which the person went back", async () => {
    const { router, pages, show } = browser({ access: true, address: URL_ });
    await router.begins({ tabId: 1, url: URL_ });
    const first = pages.get(1);
    show(1);
    await router.begins({ tabId: 1, url: URL_ });
    await router.arrived(arrival(1, URL_));
    await router.begins({ tabId: 1, url: URL_ });
    assert.equal(pages.get(1), first);
  });

  it("takes the address of a remembered portal before the browser visits it, and no other", async () => {
    const { router, pages } = browser({ access: true, address: URL_ });
    await router.begins({ tabId: 1, url: "https://login.example/altro" });
    assert.equal(pages.size, 0);
    await router.begins({ tabId: 1, url: URL_ });
    assert.equal(pages.size, 1);
    const first = pages.get(1);
    await router.failed({ tabId: 1, url: URL_, error: CLEAR, errorPage });
    assert.equal(pages.get(1), first, "the failure of the same navigation makes no second login");
  });

  it("makes one login of a navigation, with its form, in whatever order the browser reports it", async () => {
    for (const failureFirst of [true, false]) {
      const { router, seen, records } = browser({ access: true, address: URL_ });
      seen.begins({
        tabId: 1,
        url: URL_,
        method: "POST",
        body: { raw: [{ bytes: new Uint8Array(Buffer.from("x")).buffer }] },
      });
      const told = [
        () => router.failed({ tabId: 1, url: URL_, error: CLEAR, errorPage }),
        () => {
          seen.sends(1, URL_, [{ name: "Host", value: "login.example" }]);
          return router.begins({ tabId: 1, url: URL_ });
        },
      ];
      await Promise.all((failureFirst ? told : told.reverse()).map((tell) => tell()));
      assert.deepEqual(
        [...records.values()].map(({ order }) => order.request.method),
        ["POST"],
      );
    }
  });

  it("tells a connection that failed, a page in place of another, and a press of the button apart", async () => {
    const { router, records } = browser({ access: true });
    await router.failed({ tabId: 1, url: URL_, error: CLEAR, errorPage });
    await router.answered({ tabId: 2, url: URL_, status: 400 });
    await router.clicked(3, URL_);
    assert.deepEqual(
      [...records.values()].map(({ order }) => order.begunBy),
      ["failure", "page", "person"],
    );
    const remembered = browser({ access: true, address: URL_ });
    await remembered.router.begins({ tabId: 1, url: URL_ });
    assert.deepEqual(
      [...remembered.records.values()].map(({ order }) => order.begunBy),
      ["address"],
    );
  });

  it("repeats the request that was seen", async () => {
    const { router, seen, records, pages } = browser({ access: true });
    seen.begins({
      tabId: 1,
      url: URL_,
      method: "POST",
      body: { raw: [{ bytes: new Uint8Array(Buffer.from("x")).buffer }] },
    });
    await router.failed({ tabId: 1, url: URL_, error: CLEAR, errorPage });
    const record = records.get(pages.get(1)!);
    assert.deepEqual(
      [record?.order.observed, record?.order.request.method, Buffer.from(record!.order.request.body).toString()],
      [true, "POST", "x"],
    );
  });

  it("repeats the form after which a page came, when the person presses the button on that page", async () => {
    const { router, seen, records, pages } = browser({ access: true });
    const form = { tabId: 1, url: URL_, method: "POST", body: { formData: { SAMLRequest: ["x"] } } };
    const sendForm = async () => {
      seen.begins(form);
      seen.sends(1, URL_, [{ name: "Content-Type", value: "application/x-www-form-urlencoded" }]);
      await router.arrived(arrival(1, URL_));
      await router.answered({ tabId: 1, url: URL_, status: 200 });
    };
    await sendForm();
    await router.clicked(1, URL_);
    const order = records.get(pages.get(1)!)?.order;
    assert.deepEqual([order?.observed, order?.request.method], [true, "POST"]);
    assert.equal(Buffer.from(order!.request.body).toString(), "SAMLRequest=x");
    pages.clear();
    await sendForm();
    await router.arrived(arrival(1, "https://servizi.example/"));
    await router.clicked(1, URL_);
    assert.equal(records.get(pages.get(1)!)?.order.observed, false, "the tab had left the page meanwhile");
  });

  it("says so when the request that was seen cannot be repeated", async () => {
    const { router, seen, show } = browser({ access: true });
    seen.begins({ tabId: 1, url: URL_, method: "POST", body: { raw: [{ file: "/tmp/a" }] } });
    await router.failed({ tabId: 1, url: URL_, error: CLEAR, errorPage });
    const { phase } = show(1)[0]!;
    assert.equal(phase.name === "failed" && phase.error.code, "relay.request-form");
  });

  it("begins with a click on the button where the server asks for a certificate", async () => {
    const { router, pages, done } = browser();
    await router.clicked(1, URL_);
    assert.equal(pages.size, 1);
    assert.deepEqual(done, []);
  });

  it("shows the cards after a click where there is nothing to log in to", async () => {
    const host = new FakeHost({ probe: () => ({ asks: false, issuers: [], tls: "TLSv1.3" }) });
    const { router, pages, done } = browser({ host });
    await router.clicked(1, URL_);
    for (const url of [undefined, "about:blank", "http://login.example/"]) await router.clicked(2, url);
    assert.deepEqual(done, ["cards 1", "cards 2", "cards 2", "cards 2"]);
    assert.equal(pages.size, 0);
  });

  it("has the login page say why a server cannot be asked, or not soon", async () => {
    const failing = new FakeHost({
      probe: () => {
        throw new VarcoError("server.untrusted", { host: "login.example", reason: "x" });
      },
    });
    const slow = new FakeHost({ probe: () => new Promise(() => {}) });
    for (const host of [failing, slow]) {
      const { router, pages, done } = browser({ host, patience: 20 });
      await router.clicked(1, URL_);
      assert.deepEqual([pages.size, done.length], [1, 0]);
    }
  });

  it("forgets a click if the tab moves, closes or gets another click before the server has answered", async () => {
    for (const [asks, later] of [
      [true, "arrived"],
      [false, "arrived"],
      [true, "closed"],
      [true, "again"],
    ] as const) {
      const answer: (() => void)[] = [];
      const host = new FakeHost({
        probe: () =>
          new Promise((resolve) => {
            answer.push(() => resolve({ asks, issuers: [], tls: "TLSv1.3" }));
          }),
      });
      const { router, pages, done } = browser({ host });
      const clicks = [router.clicked(1, URL_)];
      await until(() => answer.length === 1);
      if (later === "arrived") await router.arrived(arrival(1, "https://servizi.example/"));
      if (later === "closed") await router.closed(1);
      if (later === "again") clicks.push(router.clicked(1, URL_));
      await until(() => answer.length === clicks.length);
      answer[0]!();
      await clicks[0];
      assert.deepEqual([pages.size, done.length], [0, 0], later);
      answer[1]?.();
      await clicks[1];
      assert.equal(pages.size, later === "again" ? 1 : 0);
    }
  });

  it("does nothing for a tab that is gone", async () => {
    const { router, pages } = browser();
    await router.clicked(100, URL_);
    assert.equal(pages.size, 0);
  });
});

describe("logins and their tabs", () => {
  it("belong to one tab each, under numbers that do not repeat", async () => {
    const { router, logins, pages } = browser();
    await router.clicked(1, URL_);
    await router.clicked(2, URL_);
    assert.notEqual(pages.get(1), pages.get(2));
    assert.ok(logins.find(pages.get(1)!, 1));
    assert.equal(logins.find(pages.get(1)!, 2), null);
    assert.equal(logins.find("x", 1), null);
  });

  it("end when the tab shows another page or is closed, and the host with the last of them", async () => {
    const { router, pages, show, host, records } = browser();
    await router.clicked(1, URL_);
    await router.clicked(2, URL_);
    const views = [show(1), show(2)];
    await until(() => views.every((one) => one.at(-1)?.phase.name === "ready"));
    await router.arrived(arrival(1, `moz-extension://x/pages/login.html?login=${pages.get(1)}`));
    assert.equal(records.size, 2);
    await router.arrived(arrival(1, "https://servizi.example/"));
    assert.equal(records.size, 1);
    assert.equal(host.running, true);
    await router.closed(2);
    assert.equal(records.size, 0);
    assert.equal(host.running, false);
  });

  it("survive the error page that Firefox shows for a moment", async () => {
    const { router, logins, pages } = browser();
    await router.failed({ tabId: 1, url: URL_, error: CLEAR, errorPage });
    await router.arrived(arrival(1, URL_));
    assert.ok(logins.find(pages.get(1)!, 1));
  });

  it("survive the page to which the portal leads from a remembered address before their own page is there", async () => {
    for (const led of ["https://login.example/errore", "https://errori.example/"]) {
      const { router, ways, logins, pages, show, records } = browser({ access: true, address: URL_ });
      ways.begins(1, URL_);
      await router.begins({ tabId: 1, url: URL_ });
      await router.arrived(arrival(1, led, true));
      assert.ok(logins.find(pages.get(1)!, 1), led);
      show(1);
      await router.arrived(arrival(1, led));
      assert.equal(records.size, 0, "the person has gone back");
    }
  });

  it("give way to a new one in the same tab", async () => {
    const { router, logins, pages, records } = browser();
    await router.clicked(1, URL_);
    const first = pages.get(1)!;
    await router.clicked(1, "https://other.example/");
    assert.equal(logins.find(first, 1), null);
    assert.equal(records.size, 1);
  });

  it("show the cards as they change to every page that is open", async () => {
    const { router, show, host } = browser();
    await router.clicked(1, URL_);
    const views = show(1);
    await until(() => views.at(-1)?.phase.name === "ready");
    host.cards({ service: true, readers: [] });
    assert.deepEqual(views.at(-1)?.cards, { service: true, readers: [] });
  });

  it("come back after the browser has stopped the background: anew, or interrupted if work had begun", async () => {
    const { router, records, host, show, pages } = browser();
    host.handlers.openLogin = () => new Promise(() => {});
    await router.clicked(1, URL_);
    await router.clicked(2, URL_);
    const views = show(2);
    await until(() => views.at(-1)?.phase.name === "ready");
    const saved = [...records.values()].map((record) => (record.tabId === 2 ? { ...record, working: true } : record));
    const later = browser();
    later.logins.restore(saved);
    for (const tabId of [1, 2]) later.pages.set(tabId, pages.get(tabId)!);
    const [first, second] = [later.show(1), later.show(2)];
    await until(() => first.at(-1)?.phase.name === "ready");
    assert.deepEqual(second.at(-1)?.phase, {
      name: "failed",
      error: { code: "host.gone", details: { reason: null } },
      mayRetry: true,
    });
  });

  it("are kept without PIN and without the portal's answer", async () => {
    const { router, records, host, logins, pages, show } = browser();
    host.handlers.openLogin = async ({ origin, reader }, work) => {
      await work.askPin({ origin, reader });
      throw new VarcoError("server.cut", { host: "login.example" });
    };
    await router.clicked(1, URL_);
    const views = show(1);
    await until(() => views.at(-1)?.phase.name === "ready");
    logins.find(pages.get(1)!, 1)!.take({ type: "submit", reader: "R", insertion: 1, pin: "73519", remember: false });
    await until(() => views.at(-1)?.phase.name === "failed");
    assert.ok(host.received.some((message) => message.kind === "pinAnswer" && message.params.pin === "73519"));
    assert.ok(!JSON.stringify([[...records.values()], views]).includes("73519"));
  });
});
