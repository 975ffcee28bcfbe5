import assert from "node:assert/strict";
import { visit } from "../../../../extension/background/relay/portal-request";
import type { CardsState } from "../../../../shared/messages";
import { readers, readyCard } from "../../../screens/views";
import { FakeHost, until, type Handlers } from "../fake-host";
import { FakeLoader } from "../fake-module";
import { FakeTab, loginWith, ORIGIN } from "../fake-tab";
import { html, portal } from "./portal";

const ADDRESS = `${ORIGIN}/entra?x=1`;
const EVERY_PAGE = { code: "portal.every-page", details: { host: "accesso.example" } } as const;

/** A login that waits for the person, in a browser whose module stands like that. */
async function ready(
  state: "unavailable" | "possible" | "registered",
  {
    cards = readers(readyCard()),
    handlers = {},
    ...options
  }: {
    cards?: CardsState;
    handlers?: Handlers;
  } & Parameters<typeof loginWith>[1] = {},
) {
  const host = new FakeHost({
    module: () => ({ state }),
    registerModule: () => ({ state: "registered" }),
    ...handlers,
  });
  const tools = loginWith(host, options);
  tools.login.begin();
  await until(() => tools.phase() === "ready");
  host.cards(cards);
  return { ...tools, host, moduleOffer: () => tools.login.view.moduleOffer.state };
}

describe("a login in a browser that can use the card by itself", () => {
  it("knows that before it asks anything of the person", async () => {
    const { moduleOffer, host } = await ready("registered");
    assert.equal(moduleOffer(), "open");
    assert.deepEqual(host.requests("probe").length, 1);
  });

  it("has the PIN typed before the server has answered only where the browser does not go there by itself", async () => {
    for (const [state, mayType] of [
      ["registered", false],
      ["possible", true],
    ] as const) {
      const host = new FakeHost({ module: () => ({ state }), probe: () => new Promise(() => {}) });
      const { login } = loginWith(host);
      login.begin();
      await until(() => login.view.moduleOffer.state !== "none" && host.requests("probe").length === 1);
      assert.deepEqual(login.view.phase, { name: "probing", mayType });
    }
  });

  it("has the browser open the portal with the card", async () => {
    const { login, tab, phase } = await ready("registered");
    login.take({ type: "openPortal" });
    await until(() => tab.done.length === 2);
    assert.deepEqual(tab.done, ["returned with-card", `with card ${ADDRESS}`]);
    assert.equal(phase(), "opening");
    assert.equal(login.isOver, false, "the browser may be told to stop");
  });

  it("goes nowhere by itself where there is no such way", async () => {
    for (const [state, order] of [
      ["unavailable", {}],
      ["possible", {}],
      ["registered", { begunBy: "person" }],
      ["registered", { inVain: true }],
    ] as const) {
      const { login, tab, phase } = await ready(state, { order });
      login.take({ type: "openPortal" });
      assert.deepEqual([tab.done, phase()], [[], "ready"], `${state} ${JSON.stringify(order)}`);
    }
  });

  it("has the browser open the very page of which the person sees only text and choices", async () => {
    const tab = new FakeTab();
    tab.shows = false;
    for (const state of ["possible", "registered"] as const) {
      tab.done.length = 0;
      const handlers = portal(html("<a>"), html("<a>"));
      const { login, phase, moduleOffer, host } = await ready(state, { tab, handlers, order: { begunBy: "page" } });
      login.take({ type: "submit", reader: "Invented Smart Reader 0 00", insertion: 1, pin: "12345", remember: false });
      for (const turn of [1, 2]) {
        await until(() => phase() === "reading-answer");
        assert.notEqual(moduleOffer(), "open", "not before it is known");
        const way = { kind: "link" as const, url: `${ORIGIN}/due` };
        login.take({ type: "answerRead", form: null, shown: { text: "", choices: [{ label: "Due", way }] } });
        await until(() => phase() === "portal-page");
        if (turn === 1) login.take({ type: "choose", choice: 0 });
      }
      assert.equal(moduleOffer(), state === "registered" ? "open" : "possible");
      login.take(state === "registered" ? { type: "openPortal" } : { type: "turnModuleOn" });
      await until(() => phase() === "opening" && tab.done.length === 4);
      assert.deepEqual(tab.done.slice(2), ["returned with-card-everywhere", `with card ${ORIGIN}/due`]);
      await until(() => host.requests("closeLogin").length === 1);
    }
  });

  it("goes on here if the person wants that, also when the browser was on its way", async () => {
    const { login, phase, moduleOffer } = await ready("registered");
    login.take({ type: "loginHere" });
    assert.deepEqual([phase(), moduleOffer()], ["ready", "none"]);
    const opening = await ready("registered");
    opening.login.take({ type: "openPortal" });
    assert.equal(opening.phase(), "opening");
    opening.login.take({ type: "loginHere" });
    await until(() => opening.phase() === "ready");
    assert.equal(opening.moduleOffer(), "none");
  });

  it("can be called off while the browser is on its way", async () => {
    const { login, tab } = await ready("registered");
    login.take({ type: "openPortal" });
    await until(() => tab.done.length === 2);
    login.take({ type: "cancel" });
    assert.equal(tab.done.at(-1), "back");
    const { phase } = login.view;
    assert.equal(phase.name === "failed" && phase.error.code, "operation.cancelled");
  });
});

describe("a login in a browser that could use the card by itself", () => {
  it("turns that on and goes to the portal at once, with a card", async () => {
    const { login, tab, phase } = await ready("possible");
    login.take({ type: "turnModuleOn" });
    assert.equal(login.view.moduleOffer.state, "turning-on");
    await until(() => phase() === "opening");
    await until(() => tab.done.length === 2);
    assert.deepEqual(tab.done, ["returned with-card", `with card ${ADDRESS}`]);
  });

  it("waits for the card first", async () => {
    const { login, tab, moduleOffer, phase } = await ready("possible", { cards: readers(null) });
    login.take({ type: "turnModuleOn" });
    await until(() => moduleOffer() === "open");
    assert.deepEqual([tab.done, phase()], [[], "ready"]);
  });

  it("takes nobody away who has begun to log in here meanwhile", async () => {
    let register: () => void = () => {};
    const { login, tab, host, moduleOffer, phase } = await ready("possible", {
      handlers: {
        registerModule: () =>
          new Promise((resolve) => {
            register = () => resolve({ state: "registered" });
          }),
        openLogin: () => new Promise(() => {}),
      },
    });
    login.take({ type: "turnModuleOn" });
    login.take({ type: "submit", reader: "R", insertion: 1, pin: "12345", remember: false });
    await until(() => phase() === "working");
    await until(() => host.requests("registerModule").length === 1);
    assert.equal(moduleOffer(), "turning-on");
    register();
    await until(() => moduleOffer() === "open");
    assert.deepEqual([tab.done, phase()], [[], "working"]);
  });

  it("goes on here in Chromium, until it is opened again", async () => {
    const { login, tab, moduleOffer, phase } = await ready("possible", { loader: FakeLoader.chromium() });
    login.take({ type: "turnModuleOn" });
    await until(() => moduleOffer() === "restart");
    assert.deepEqual([tab.done, phase()], [[], "ready"]);
  });

  it("goes on here where it could not be turned on, and says so", async () => {
    const loader = FakeLoader.firefox();
    loader.trouble = new Error("no such library");
    const { login, phase } = await ready("possible", { loader });
    login.take({ type: "turnModuleOn" });
    await until(() => login.view.moduleOffer.problem?.code === "module.not-loaded");
    assert.deepEqual([phase(), login.view.moduleOffer.state], ["ready", "none"]);
  });
});

describe("a portal that wants the certificate on every page", () => {
  const relayed: Handlers = {
    openLogin: () => ({ login: 7 }),
    relay: () => ({ status: 200, headers: [["Content-Type", "text/html"]], bodyLength: 0 }),
  };

  it("is opened by the browser itself, at the page that the login led to, after one click", async () => {
    const { login, tab, phase } = await ready("possible", { handlers: relayed });
    tab.shows = false;
    login.take({ type: "submit", reader: "R", insertion: 1, pin: "12345", remember: false });
    await until(() => phase() === "reading-answer");
    login.take({ type: "answerRead", form: null });
    await until(() => phase() === "failed");
    assert.equal(login.view.moduleOffer.state, "possible");
    login.take({ type: "turnModuleOn" });
    await until(() => tab.done.at(-1) === `with card ${ADDRESS}`);
    assert.deepEqual(tab.done.slice(-2), ["returned with-card-everywhere", `with card ${ADDRESS}`]);
  });

  it("says what can be done about it when it fails once the browser is asked what it can do", async () => {
    for (const [state, expected] of [
      ["unavailable", "none"],
      ["possible", "possible"],
      ["registered", "open"],
    ] as const) {
      const { login, phases, phase } = loginWith(new FakeHost({ module: () => ({ state }) }), {
        order: { begunBy: "page" },
      });
      login.fail(EVERY_PAGE);
      await until(() => phase() === "failed");
      assert.deepEqual(
        phases.map(({ name }) => name),
        ["starting", "failed"],
      );
      assert.deepEqual(
        [login.view.phase, login.view.moduleOffer.state],
        [{ name: "failed", error: EVERY_PAGE, mayRetry: false }, expected],
      );
    }
  });

  it("is left alone after the browser has tried", async () => {
    const { login, tab, phase } = loginWith(new FakeHost({ module: () => ({ state: "registered" }) }), {
      order: { inVain: true },
    });
    login.fail(EVERY_PAGE);
    await until(() => phase() === "failed");
    login.take({ type: "openPortal" });
    assert.deepEqual([login.view.moduleOffer.state, tab.done], ["in-vain", []]);
  });

  it("is not gone to with a form", async () => {
    const request = { ...visit(ADDRESS), method: "POST" as const };
    const { login, phase } = loginWith(new FakeHost({ module: () => ({ state: "registered" }) }), { request });
    login.fail(EVERY_PAGE);
    await until(() => phase() === "failed");
    assert.equal(login.view.moduleOffer.state, "none");
  });
});
