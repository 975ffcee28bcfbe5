import assert from "node:assert/strict";
import { VarcoError } from "../../../../shared/errors";
import { FakeHost, until } from "../fake-host";
import { FakeTab, loginWith, ORIGIN } from "../fake-tab";
import { visit } from "../../../../extension/background/relay/portal-request";
import { readyCard } from "../../../screens/views";
import { failure, portal, READER, ready, redirect, submit, type Page } from "./portal";

describe("login", () => {
  it("starts the host, asks the server and waits for the PIN", async () => {
    const host = new FakeHost();
    const { login, phases } = await ready(host);
    assert.deepEqual(
      phases.map(({ name }) => name),
      ["starting", "probing", "probing", "ready"],
    );
    assert.deepEqual(host.requests("probe"), [{ url: `${ORIGIN}/entra?x=1` }]);
    assert.deepEqual(login.view.phase, { name: "ready", issuers: ["CN=Test CA"], refused: null });
    assert.equal(login.view.origin, ORIGIN);
  });

  it("lets the PIN be typed while the server still thinks, and takes no login before it has answered", async () => {
    let answer: (asks: boolean) => void = () => undefined;
    const host = new FakeHost({
      ...portal(redirect("https://servizi.example/")),
      probe: () => new Promise((resolve) => (answer = (asks) => resolve({ asks, issuers: [], tls: "TLSv1.3" }))),
    });
    const { login, phase } = loginWith(host);
    login.begin();
    await until(() => login.view.phase.name === "probing" && login.view.phase.mayType);
    login.take(submit());
    assert.deepEqual([phase(), host.requests("openLogin")], ["probing", []]);
    answer(true);
    await until(() => phase() === "ready");
    login.take(submit());
    await until(() => phase() === "done");
  });

  it("tells the registrable domain, and whether a login at the portal has succeeded before", async () => {
    const { login, tab, phase } = await ready(new FakeHost(portal(redirect("https://servizi.example/"))), {
      tab: Object.assign(new FakeTab(), { known: false }),
      request: visit("https://servizi.comune.trento.it/entra"),
    });
    assert.deepEqual([login.view.domain, login.view.firstUse], ["comune.trento.it", true]);
    login.take({ ...submit() });
    await until(() => phase() === "done");
    assert.equal(tab.successes, 1);
    assert.equal((await ready(new FakeHost())).login.view.firstUse, false);
  });

  it("counts no login as a success that failed", async () => {
    const host = new FakeHost(portal());
    const { login, tab, phase } = await ready(host);
    login.take(submit("99999"));
    await until(() => host.requests("openLogin").length === 1 && phase() === "ready");
    assert.equal(tab.successes, 0);
  });

  it("asks host and server for nothing but what the page shows, until the person acts", async () => {
    const host = new FakeHost(portal());
    const { login, tab, phase } = await ready(host);
    const card = { service: true, readers: [{ name: READER, keypad: false, card: { status: "reading" as const } }] };
    host.cards(card);
    await until(() => login.view.cards?.readers.length === 1);
    const asked = host.received.flatMap((message) => (message.kind === "request" ? [message.type] : []));
    assert.deepEqual([...asked].sort(), ["hello", "module", "probe"]);
    assert.deepEqual([phase(), tab.done, tab.set], ["ready", [], []]);
  });

  it("tells whose form will be sent with the card", async () => {
    const form = { ...visit(ORIGIN), method: "POST" as const, crossSite: true };
    for (const [request, expected] of [
      [{ ...form, origin: "https://servizi.example:8443" }, { from: "servizi.example:8443" }],
      [{ ...form, origin: "null" }, { from: null }],
      [{ ...form, origin: null }, { from: null }],
      [{ ...form, crossSite: false, origin: ORIGIN }, null],
      [{ ...visit(ORIGIN), crossSite: true }, null],
    ] as const) {
      assert.deepEqual(loginWith(new FakeHost(), { request }).login.view.foreignForm, expected);
    }
  });

  it("names the card that the person saw", async () => {
    const host = new FakeHost(portal(redirect("https://servizi.example/")));
    const { login, phase } = await ready(host);
    login.take({ ...submit(), insertion: 7 });
    await until(() => phase() === "done");
    assert.deepEqual(host.requests("openLogin"), [{ origin: ORIGIN, reader: READER, insertion: 7 }]);
  });

  it("is cancelled when the tab begins to go elsewhere, and its late end does not move the tab", async () => {
    let answer: (page: Page) => void = () => undefined;
    const host = new FakeHost({
      ...portal(),
      relay: () =>
        new Promise((resolve) => (answer = ({ status, headers = [] }) => resolve({ status, headers, bodyLength: 0 }))),
    });
    const { login, tab, phase } = await ready(host);
    login.take(submit());
    await until(() => host.requests("relay").length === 1);
    login.tabMoves("https://notizie.example/");
    answer(redirect("https://servizi.example/"));
    assert.deepEqual((await failure(login)).error.code, "operation.cancelled");
    await until(() => host.requests("closeLogin").length === 1);
    assert.deepEqual(tab.done, []);
    login.take({ type: "retry" });
    await until(() => phase() === "ready");
  });

  it("leaves a tab alone that goes elsewhere while the portal is being remembered", async () => {
    const tab = new FakeTab();
    let remembered: (value: undefined) => void = () => undefined;
    tab.remember = () => new Promise<undefined>((resolve) => (remembered = resolve));
    const { login, phase } = await ready(new FakeHost(portal(redirect("https://servizi.example/"))), { tab });
    const remembering = new Promise<void>((resolve) => {
      const { remember } = tab;
      tab.remember = () => {
        resolve();
        return remember();
      };
    });
    login.take(submit("12345", true));
    await remembering;
    login.tabMoves("https://notizie.example/");
    remembered(undefined);
    assert.equal(phase(), "failed");
    await new Promise(setImmediate);
    assert.deepEqual(tab.done, []);
  });

  it("says so when the server does not ask", async () => {
    const host = new FakeHost({ probe: () => ({ asks: false, issuers: [], tls: "TLSv1.3" }) });
    const { login } = loginWith(host);
    login.begin();
    assert.deepEqual(await failure(login), {
      name: "failed",
      mayRetry: true,
      error: { code: "server.does-not-ask", details: { host: "accesso.example" } },
    });
  });

  it("goes on where a remembered address wants no certificate any more, and forgets the address", async () => {
    const host = new FakeHost({ probe: () => ({ asks: false, issuers: [], tls: "TLSv1.3" }) });
    const visited = loginWith(host, { order: { begunBy: "address" } });
    visited.login.begin();
    await until(() => visited.phase() === "done");
    assert.deepEqual(visited.tab.done, ["forget address", `go ${ORIGIN}/entra?x=1`]);
    const form = { ...visit(`${ORIGIN}/entra`), method: "POST" as const };
    const posted = loginWith(host, { order: { begunBy: "address" }, request: form });
    posted.login.begin();
    assert.equal((await failure(posted.login)).error.code, "server.does-not-ask", "a form cannot just go on");
    assert.deepEqual(posted.tab.done, []);
  });

  it("gives the reason of a server that must not be trusted, and can be tried again", async () => {
    const host = new FakeHost({
      probe: () => {
        throw new VarcoError("server.untrusted", { host: "accesso.example", reason: "self-signed" });
      },
    });
    const { login, phase } = loginWith(host);
    login.begin();
    assert.equal((await failure(login)).error.code, "server.untrusted");
    host.handlers.probe = () => ({ asks: true, issuers: [], tls: "TLSv1.3" });
    login.take({ type: "retry" });
    await until(() => phase() === "ready");
  });

  it("gives the PIN once, and only for what the person consented to", async () => {
    for (const question of [
      { origin: "https://other.example", reader: READER },
      { origin: ORIGIN, reader: "Reader 1" },
    ]) {
      const answers: (string | null)[] = [];
      const host = new FakeHost({
        openLogin: async (_, work) => {
          answers.push(await work.askPin(question), await work.askPin({ origin: ORIGIN, reader: READER }));
          throw new VarcoError("pin.cancelled");
        },
      });
      const { login } = await ready(host);
      login.take(submit());
      await until(() => answers.length === 2);
      assert.deepEqual(answers, [null, null]);
    }
  });

  it("shows a wrong PIN with the tries left, and never tries again by itself", async () => {
    const host = new FakeHost(portal());
    const { login, phase } = await ready(host);
    login.take(submit("99999"));
    await until(() => phase() === "ready" && login.view.phase);
    assert.deepEqual(login.view.phase, {
      name: "ready",
      issuers: ["CN=Test CA"],
      refused: { code: "pin.wrong", details: { triesLeft: 2 } },
    });
    assert.equal(host.requests("openLogin").length, 1);
  });

  it("spends no try on what is no PIN", async () => {
    for (const pin of ["1234", "123456789", "12a45", ""]) {
      const host = new FakeHost(portal());
      const { login } = await ready(host);
      login.take(submit(pin));
      assert.equal("refused" in login.view.phase && login.view.phase.refused?.code, "pin.format");
      assert.equal(host.requests("openLogin").length, 0);
    }
  });

  it("takes the PINs that the program of the card's maker tells, and no others", async () => {
    const host = new FakeHost(portal());
    const { login } = await ready(host);
    const card = { ...readyCard(), pinLength: { min: 4, max: 16 } };
    const through = "Programma Inventato";
    host.cards({ service: true, readers: [{ name: READER, keypad: false, through, card }] });
    await until(() => login.view.cards?.readers.length === 1);
    login.take(submit("abc"));
    assert.deepEqual("refused" in login.view.phase && login.view.phase.refused, {
      code: "token.pin-format",
      details: { min: 4, max: 16 },
    });
    login.take(submit("Segreto-2026"));
    await until(() => host.requests("openLogin").length === 1);
  });

  it("lets the person type again after card and reader troubles, but not after those of the server", async () => {
    for (const [code, name] of [
      ["card.removed", "ready"],
      ["reader.gone", "ready"],
      ["pin.blocked", "ready"],
      ["server.timeout", "failed"],
      ["server.cut", "failed"],
    ] as const) {
      const host = new FakeHost({
        openLogin: () => {
          throw new VarcoError(code);
        },
      });
      const { login, phases } = await ready(host);
      login.take(submit());
      await until(() => phases.length > 4 && login.view.phase.name === name);
    }
  });

  it("remembers the portal when the login has worked, and only if the person wishes", async () => {
    for (const [remember, expected] of [
      [true, true],
      [false, false],
    ] as const) {
      const { login, tab, phase } = await ready(new FakeHost(portal(redirect("https://servizi.example/"))));
      login.take(submit("12345", remember));
      await until(() => phase() === "done");
      assert.equal(tab.done.includes("remember"), expected);
    }
    const { login, tab } = await ready(new FakeHost(portal({ status: 500 })));
    login.take(submit("12345", true));
    await failure(login);
    assert.deepEqual(tab.done, []);
  });

  it("forgets the portal at the end, once its access is needed no more", async () => {
    const tab = new FakeTab();
    tab.remembered = true;
    const { login, phase } = await ready(new FakeHost(portal(redirect("https://servizi.example/"))), { tab });
    login.take(submit());
    await until(() => phase() === "done");
    assert.deepEqual(tab.done, ["go https://servizi.example/"]);
    await login.end();
    assert.deepEqual(tab.done, ["go https://servizi.example/", "arrived", "forget"]);
  });

  it("is cancelled by the person at any time, and says so", async () => {
    const host = new FakeHost({
      openLogin: (_, { signal }) => new Promise((_resolve, reject) => signal.addEventListener("abort", reject)),
    });
    const { login, tab } = await ready(host);
    login.take(submit());
    await until(() => host.requests("openLogin").length === 1);
    login.take({ type: "cancel" });
    assert.deepEqual(login.view.phase, {
      name: "failed",
      error: { code: "operation.cancelled", details: {} },
      mayRetry: true,
    });
    assert.deepEqual(tab.done, ["back"]);
    login.take({ type: "cancel" });
    assert.deepEqual(tab.done, ["back", "leave"]);
    await until(() => host.requests("cancel").length === 1);
  });

  it("closes a login that the host opened after the person gave up", async () => {
    let open: (result: { login: number }) => void = () => {};
    const host = new FakeHost({
      openLogin: () =>
        new Promise((resolve) => {
          open = resolve;
        }),
    });
    const { login, phase } = await ready(host);
    login.take(submit());
    await until(() => host.requests("openLogin").length === 1);
    login.take({ type: "cancel" });
    open({ login: 8 });
    await until(() => host.requests("closeLogin").length === 1);
    assert.deepEqual(host.requests("closeLogin"), [{ login: 8 }]);
    assert.equal(phase(), "failed");
    assert.equal(host.requests("relay").length, 0);
  });

  it("lets the host go when the tab has gone, in the middle of work too", async () => {
    const host = new FakeHost({ openLogin: () => new Promise(() => {}) });
    const { login } = await ready(host);
    login.take(submit());
    await until(() => host.requests("openLogin").length === 1);
    await login.end();
    assert.equal(host.running, false);
  });

  it("fails clearly when the host ends, waiting or working, and begins again with a new one", async () => {
    for (const working of [false, true]) {
      const host = new FakeHost({ openLogin: () => new Promise(() => {}) });
      const { login, phase } = await ready(host);
      if (working) {
        login.take(submit());
        await until(() => host.requests("openLogin").length === 1);
      }
      host.die();
      assert.equal((await failure(login)).error.code, "host.gone");
      login.take({ type: "retry" });
      await until(() => phase() === "ready");
      assert.equal(host.starts, 2);
    }
  });

  it("takes no command that does not fit the phase", async () => {
    const host = new FakeHost(portal(redirect("https://servizi.example/")));
    const { login, phase, phases } = await ready(host);
    login.take({ type: "answerRead", form: null });
    login.take({ type: "retry" });
    assert.equal(phases.length, 4);
    login.take(submit());
    login.take(submit());
    await until(() => phase() === "done");
    login.take({ type: "cancel" });
    assert.equal(phase(), "done");
    assert.equal(host.requests("openLogin").length, 1);
  });
});
