import assert from "node:assert/strict";
import { setTimeout as later } from "node:timers/promises";
import { FakeHost, until } from "../fake-host";
import { arrival, browser, URL_ } from "../fake-tabs";

describe("a click on a page to which the portal led without a certificate", () => {
  const ERROR_PAGE = "https://login.example/errore";
  const ledOn = async (host: FakeHost) => {
    const tabs = browser({ host, patience: 50 });
    tabs.ways.begins(1, URL_);
    await tabs.router.arrived(arrival(1, ERROR_PAGE, true));
    await tabs.router.clicked(1, ERROR_PAGE);
    const [record] = tabs.records.values();
    return { ...tabs, login: record && [record.order.request.url, record.order.begunBy] };
  };
  const probe = (asking: readonly string[]) =>
    new FakeHost({ probe: ({ url }) => ({ asks: asking.includes(url), issuers: [], tls: "TLSv1.3" }) });

  it("logs in at the address that was asked for", async () => {
    const { login, host } = await ledOn(probe([URL_, ERROR_PAGE]));
    assert.deepEqual(login, [URL_, "led-on"]);
    assert.ok(!JSON.stringify(host.requests("probe")).includes(ERROR_PAGE));
  });

  it("never logs in at another site in place of the page that is shown, if that asks for a certificate", async () => {
    const foreign = "https://altrove.example/";
    const { ways, router, records, host } = browser({ host: probe([foreign, URL_]) });
    ways.begins(1, foreign);
    await router.arrived(arrival(1, URL_, true));
    await ways.frameFailed(1, foreign);
    ways.begins(1, foreign);
    await router.clicked(1, URL_);
    assert.deepEqual(
      [...records.values()].map(({ order }) => order.request.url),
      [URL_],
    );
    assert.ok(!JSON.stringify(host.requests("probe")).includes(foreign));
  });

  it("logs in at another site where the page that is shown asks for no certificate", async () => {
    const { ways, router, records } = browser({ host: probe([URL_]) });
    ways.begins(1, URL_);
    await router.arrived(arrival(1, "https://errori.example/", true));
    await router.clicked(1, "https://errori.example/");
    assert.deepEqual(
      [...records.values()].map(({ order }) => order.request.url),
      [URL_],
    );
  });

  it("logs in at the page where only that asks for a certificate", async () => {
    const { login } = await ledOn(probe([ERROR_PAGE]));
    assert.deepEqual(login, [ERROR_PAGE, "person"]);
  });

  it("shows the cards where neither asks", async () => {
    const { login, done } = await ledOn(probe([]));
    assert.deepEqual([login, done], [undefined, ["cards 1"]]);
  });

  it("says at the address that was asked for why the server cannot be asked", async () => {
    const { login } = await ledOn(new FakeHost({ probe: () => new Promise(() => {}) }));
    assert.deepEqual(login, [URL_, "led-on"]);
  });

  it("asks no further server once the login page is open", async () => {
    const answers: (() => void)[] = [];
    const host = new FakeHost({
      probe: () =>
        new Promise((resolve) => {
          answers.push(() => resolve({ asks: false, issuers: [], tls: "TLSv1.3" }));
        }),
    });
    await ledOn(host);
    await until(() => answers.length === 2);
    answers.forEach((answer) => answer());
    await later(20);
    assert.ok(!JSON.stringify(host.requests("probe")).includes(ERROR_PAGE));
  });
});
