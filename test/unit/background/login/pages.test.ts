import assert from "node:assert/strict";
import { setTimeout as later } from "node:timers/promises";
import { serveLoginPages } from "../../../../extension/background/login/pages";
import type { PagePort } from "../../../../extension/background/contracts";
import { TabLogins } from "../../../../extension/background/login/tab-logins";
import { visit } from "../../../../extension/background/relay/portal-request";
import { HostClient } from "../../../../extension/host/client";
import type { LoginCommand, LoginView } from "../../../../extension/login/view";
import { FakeHost, until } from "../fake-host";
import { moduleWith } from "../fake-module";
import { FakeTab } from "../fake-tab";

const PAGE = "chrome-extension://varco/pages/login.html";

async function background() {
  const host = new FakeHost();
  const client = new HostClient(host.connect);
  let login = "";
  const left: number[] = [];
  let restore = () => {};
  const restored = new Promise<void>((resolve) => {
    restore = resolve;
  });
  const logins = new TabLogins({
    host: client,
    module: moduleWith(client),
    now: () => 0,
    identity: { userAgent: "Test/1", languages: [] },
    showPage: async (_, id) => {
      login = id;
    },
    tab: () => new FakeTab(),
    memory: () => new FakeTab(),
    goBack: async () => undefined,
    returned: () => {},
    save: () => {},
    remove: () => {},
  });
  await logins.open({
    place: { tabId: 1, storeId: undefined, incognito: false, popup: false },
    failed: null,
    replaces: false,
    order: { request: visit("https://login.example/"), observed: true, access: [], begunBy: "failure", inVain: false },
  });
  const serve = serveLoginPages({
    logins,
    restored,
    extensionId: "varco",
    pageUrl: PAGE,
    leave: async (tabId) => void left.push(tabId),
  });
  return { serve, login, left, restore, host };
}

/** The background's end of a port, opened by a page with this sender. */
function openPort({
  name = "login",
  id = "varco",
  url = `${PAGE}?login=x`,
  frameId = 0,
  tabId = 1,
}: { name?: string; id?: string; url?: string; frameId?: number; tabId?: number } = {}) {
  const views: LoginView[] = [];
  const listeners: { message: (message: unknown) => void; gone: () => void } = { message: () => {}, gone: () => {} };
  let refused = false;
  const port: PagePort<LoginView> = {
    name,
    sender: { id, url, frameId, tab: { id: tabId } },
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
    send: (command: LoginCommand) => listeners.message(structuredClone(command)),
    close: () => listeners.gone(),
    isRefused: () => refused,
  };
}

describe("ports of login pages", () => {
  it("are opened by the login page of this extension in a tab, and by nobody else", async () => {
    const { serve } = await background();
    for (const sender of [
      { name: "other" },
      { id: "other" },
      { frameId: 1 },
      { url: "https://login.example/" },
      { url: `${PAGE}x?login=x` },
      { url: "chrome-extension://varco/pages/options.html" },
    ]) {
      const page = openPort(sender);
      serve(page.port);
      assert.ok(page.isRefused(), JSON.stringify(sender));
    }
    const page = openPort();
    serve(page.port);
    assert.ok(!page.isRefused());
  });

  it("show the login from when the background knows it, and take commands in their order", async () => {
    const { serve, login, restore, host } = await background();
    const page = openPort();
    serve(page.port);
    page.send({ type: "show", login });
    await later(5);
    assert.equal(page.views.length, 0);
    restore();
    await until(() => page.views.at(-1)?.phase.name === "ready");
    page.send({ type: "cancel" });
    await until(() => page.views.at(-1)?.phase.name === "failed");
    assert.equal(host.requests("openLogin").length, 0);
  });

  it("show nothing of a login to a page in another tab, or with another number", async () => {
    const { serve, login, restore, left } = await background();
    restore();
    for (const [tabId, number] of [
      [2, login],
      [1, "guessed"],
    ] as const) {
      const page = openPort({ tabId });
      serve(page.port);
      page.send({ type: "show", login: number });
      await until(() => page.views.length > 0);
      const { origin, phase } = page.views[0]!;
      assert.deepEqual([origin, phase.name === "failed" && phase.error.code], ["", "relay.no-login"]);
      page.send({ type: "cancel" });
      await until(() => left.includes(tabId));
    }
  });

  it("hear of no login before they say which", async () => {
    const { serve, restore, host, login } = await background();
    restore();
    const page = openPort();
    serve(page.port);
    page.send({ type: "submit", reader: "R", insertion: 1, pin: "12345", remember: false });
    page.send({ type: "show", login });
    await until(() => page.views.at(-1)?.phase.name === "ready");
    assert.equal(host.requests("openLogin").length, 0);
  });

  it("are sent nothing after they were closed", async () => {
    const { serve, restore, login, host } = await background();
    restore();
    const page = openPort();
    serve(page.port);
    page.send({ type: "show", login });
    await until(() => page.views.at(-1)?.phase.name === "ready");
    page.close();
    const before = page.views.length;
    host.cards({ service: false, readers: [] });
    await later(5);
    assert.equal(page.views.length, before);
  });
});
