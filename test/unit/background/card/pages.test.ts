import assert from "node:assert/strict";
import { CardPages } from "../../../../extension/background/card/pages";
import { CardTaskRunner } from "../../../../extension/background/card/task-runner";
import type { PagePort } from "../../../../extension/background/contracts";
import type { CardPageView } from "../../../../extension/card/view";
import { HostClient } from "../../../../extension/host/client";
import { readyCard } from "../../../screens/views";
import { FakeHost, until } from "../fake-host";

const PAGE = "chrome-extension://varco/pages/card.html";
const WELCOME = "chrome-extension://varco/pages/welcome.html";

function background() {
  const host = new FakeHost({
    inspectCard: () => ({
      serial: null,
      pin: { triesLeft: 3, blocked: false },
      puk: { triesLeft: 10, blocked: false },
      certificate: "AAAA",
    }),
    changePin: () => ({ pin: { triesLeft: 3, blocked: false } }),
  });
  const client = new HostClient(host.connect);
  const pages = new CardPages(new CardTaskRunner(client, async () => 0), {
    extensionId: "varco",
    pageUrl: PAGE,
    otherUrls: [WELCOME],
  });
  const insert = async () => {
    await until(() => client.program !== null);
    host.cards({ service: true, readers: [{ name: "R", keypad: false, card: readyCard() }] });
  };
  return { host, pages, insert };
}

/** The background's end of a port, opened by a page with this sender. */
function openPort({
  name = "card",
  id = "varco",
  url = PAGE,
  frameId = 0,
  tabId = 1,
}: { name?: string; id?: string; url?: string; frameId?: number; tabId?: number | null } = {}) {
  const views: CardPageView[] = [];
  const listeners: { message: (message: unknown) => void; gone: () => void } = { message: () => {}, gone: () => {} };
  let refused = false;
  const port: PagePort<CardPageView> = {
    name,
    sender: { id, url, frameId, ...(tabId === null ? {} : { tab: { id: tabId } }) },
    postMessage: (view) => void views.push(structuredClone(view)),
    disconnect: () => {
      refused = true;
    },
    onMessage: {
      addListener: (listener) => {
        listeners.message = listener;
      },
    },
    onDisconnect: {
      addListener: (listener) => {
        listeners.gone = listener;
      },
    },
  };
  return {
    port,
    views,
    send: (message: unknown) => listeners.message(structuredClone(message)),
    close: () => listeners.gone(),
    isRefused: () => refused,
  };
}

describe("Ports of card pages", () => {
  it("are opened by pages of this extension in a tab that show cards, and by nobody else", () => {
    const { pages, host } = background();
    for (const sender of [
      { name: "login" },
      { id: "other" },
      { frameId: 1 },
      { tabId: null },
      { url: "https://portal.example/" },
      { url: `${PAGE}x` },
      { url: "chrome-extension://varco/pages/login.html" },
    ]) {
      const page = openPort(sender);
      pages.serve(page.port);
      page.send({ type: "show" });
      assert.ok(page.isRefused(), JSON.stringify(sender));
    }
    assert.equal(host.starts, 0);
    for (const url of [PAGE, `${PAGE}#unblock`, WELCOME]) {
      const page = openPort({ url });
      pages.serve(page.port);
      assert.ok(!page.isRefused(), url);
    }
  });

  it("show the cards from when the page asks for them, once for each change", async () => {
    const { pages, insert, host } = background();
    const page = openPort();
    pages.serve(page.port);
    assert.equal(host.starts, 0);
    page.send({ type: "show" });
    page.send({ type: "show" });
    assert.deepEqual(page.views, [{ name: "starting" }]);
    await insert();
    await until(() => page.views.at(-1)?.name === "ready");
  });

  it("take commands from a page that shows the cards, and nothing that is none", async () => {
    const { pages, insert, host } = background();
    const page = openPort();
    pages.serve(page.port);
    const card = () => {
      const view = page.views.at(-1);
      const shown = view?.name === "ready" ? view.readers[0]?.card : null;
      return shown?.status === "ready" ? shown : null;
    };
    const begin = (order: unknown, more = {}) => ({
      type: "begin",
      work: "w",
      reader: "R",
      insertion: card()?.insertion ?? "x",
      order,
      ...more,
    });
    const order = { task: "change", codes: { oldPin: "12345", newPin: "24680" } };
    page.send(begin(order));
    page.send({ type: "retry", visibly: true });
    assert.equal(host.starts, 0, "it has not said that it shows them");
    page.send({ type: "show" });
    await insert();
    await until(card);
    for (const wrong of [
      null,
      "begin",
      {},
      { type: "begin" },
      { type: "changePin" },
      { type: "examine", language: "fr" },
      { type: "examine" },
      begin(order, { extra: 1 }),
      begin({ task: "format", codes: null }),
      begin({ task: "change", codes: { oldPin: "12345" } }),
      begin({ task: "change", codes: { pin: "12345" } }),
      begin({ task: "test", codes: { pin: "1".repeat(65) } }),
      begin({ task: "test", codes: { pin: 12345 } }),
    ])
      page.send(wrong);
    page.send(begin(order));
    await until(() => host.requests("changePin").length > 0);
    assert.deepEqual(host.requests("changePin"), [{ reader: "R", codes: { oldPin: "12345", newPin: "24680" } }]);
    assert.equal(host.requests("testCard").length, 0);
    assert.equal(host.requests("doctor").length, 0);
    page.send({ type: "examine", language: "de" });
    await until(() => host.requests("doctor").length === 1);
  });

  it("show the same to all pages, and let the host go when the last one is closed", async () => {
    const { pages, insert, host } = background();
    const [one, two] = [openPort(), openPort({ tabId: 2 })];
    for (const page of [one, two]) {
      pages.serve(page.port);
      page.send({ type: "show" });
    }
    await insert();
    await until(() => one.views.at(-1)?.name === "ready");
    assert.deepEqual(one.views.at(-1), two.views.at(-1));
    one.close();
    assert.equal(host.running, true);
    two.close();
    assert.equal(host.running, false);
  });

  it("are known by their tabs, the last one first, as long as they are open", () => {
    const { pages } = background();
    const [one, two, welcome] = [openPort({ tabId: 1 }), openPort({ tabId: 2 }), openPort({ tabId: 3, url: WELCOME })];
    for (const { port } of [one, two, welcome]) pages.serve(port);
    assert.deepEqual(pages.tabs, [2, 1]);
    two.close();
    welcome.close();
    assert.deepEqual(pages.tabs, [1]);
  });
});
