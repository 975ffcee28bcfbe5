import assert from "node:assert/strict";
import type { HandOverForm, ShownPage, WayOn } from "../../../../extension/login/view";
import { FakeHost, until } from "../fake-host";
import { FakeTab, ORIGIN } from "../fake-tab";
import { failure, html, portal, ready, redirect, submit, type Page } from "./portal";

const link = (url: string): WayOn => ({ kind: "link", url });
const FORM: HandOverForm = { action: `${ORIGIN}/avanti`, method: "POST", fields: [["t", "1"]], encoding: "utf-8" };
const shown = (...ways: WayOn[]): ShownPage => ({
  text: "Avviso",
  choices: ways.map((way, number) => ({ label: `Scelta ${number}`, way })),
});

/** A login in front of a page that the browser cannot show, which the page has read as `ways`. */
async function atPage({ ways, after = [], choiceWait }: { ways: WayOn[]; after?: Page[]; choiceWait?: number }) {
  const tab = new FakeTab();
  tab.shows = false;
  const host = new FakeHost(portal(html("<a>"), ...after));
  const tools = await ready(host, { tab, ...(choiceWait === undefined ? {} : { choiceWait }) });
  tools.login.take(submit());
  await until(() => tools.phase() === "reading-answer");
  tools.login.take({ type: "answerRead", form: null, shown: shown(...ways) });
  return { ...tools, host };
}

describe("a page of the portal that goes on by a choice", () => {
  it("is shown with its choices, and nothing is chosen by itself, not even the only one", async () => {
    const { login, host, tab, phase } = await atPage({ ways: [link(`${ORIGIN}/in`)] });
    await until(() => phase() === "portal-page");
    assert.deepEqual(login.view.phase, {
      name: "portal-page",
      text: "Avviso",
      choices: [{ label: "Scelta 0", leadsTo: null }],
      minutes: 5,
    });
    await new Promise(setImmediate);
    assert.equal(host.requests("relay").length, 1);
    assert.equal(host.requests("closeLogin").length, 0, "the connection stays open");
    assert.deepEqual(tab.done, [`check ${ORIGIN}/entra?x=1`]);
  });

  it("says which choices leave the portal, and to where", async () => {
    const other = { ...FORM, action: "https://servizi.example:8443/acs" };
    const { login, phase } = await atPage({ ways: [link(`${ORIGIN}/in`), { kind: "form", form: other }] });
    await until(() => phase() === "portal-page");
    assert.deepEqual(
      login.view.phase.name === "portal-page" && login.view.phase.choices.map(({ leadsTo }) => leadsTo),
      [null, "servizi.example:8443"],
    );
  });

  it("goes on with the chosen link or form over the same connection, page after page", async () => {
    const { login, host, tab, phase } = await atPage({
      ways: [link(`${ORIGIN}/no`), link(`${ORIGIN}/due`)],
      after: [html("<form>"), redirect("https://servizi.example/")],
    });
    await until(() => phase() === "portal-page");
    login.take({ type: "choose", choice: 1 });
    await until(() => phase() === "reading-answer");
    login.take({ type: "answerRead", form: null, shown: shown({ kind: "form", form: FORM }) });
    await until(() => phase() === "portal-page");
    login.take({ type: "choose", choice: 0 });
    await until(() => phase() === "done");
    assert.deepEqual(
      host.requests("relay").map(({ method, url, bodyLength }) => [method, url, bodyLength]),
      [
        ["GET", `${ORIGIN}/entra?x=1`, 0],
        ["GET", `${ORIGIN}/due`, 0],
        ["POST", `${ORIGIN}/avanti`, 3],
      ],
    );
    assert.equal(host.requests("openLogin").length, 1);
    assert.deepEqual(tab.done.at(-1), "go https://servizi.example/");
  });

  it("leaves by a link, and hands a form over, where the choice leads elsewhere", async () => {
    const away = await atPage({ ways: [link("https://servizi.example/x")] });
    await until(() => away.phase() === "portal-page");
    away.login.take({ type: "choose", choice: 0 });
    await until(() => away.phase() === "done");
    assert.equal(away.tab.done.at(-1), "go https://servizi.example/x");

    const form = { ...FORM, action: "https://servizi.example/acs" };
    const { login, phase } = await atPage({ ways: [{ kind: "form", form }] });
    await until(() => phase() === "portal-page");
    login.take({ type: "choose", choice: 0 });
    await until(() => phase() === "hand-over-form");
    assert.deepEqual(login.view.phase, { name: "hand-over-form", form });
  });

  it("takes no choice that the page does not have", async () => {
    const { login, host, phase } = await atPage({ ways: [link(`${ORIGIN}/in`)] });
    login.take({ type: "choose", choice: 0 });
    await until(() => phase() === "portal-page");
    login.take({ type: "choose", choice: 1 });
    await new Promise(setImmediate);
    assert.equal(phase(), "portal-page");
    assert.equal(host.requests("relay").length, 1);
  });

  it("is not shown where the browser gets the page by itself", async () => {
    const { login, tab, phase } = await ready(new FakeHost(portal(html("<a>"))));
    login.take(submit());
    await until(() => phase() === "reading-answer");
    login.take({ type: "answerRead", form: null, shown: shown(link(`${ORIGIN}/in`)) });
    await until(() => phase() === "done");
    assert.equal(tab.done.at(-1), `go ${ORIGIN}/entra?x=1`);
  });

  it("without any choice works in the browser only", async () => {
    const { login } = await atPage({ ways: [] });
    assert.deepEqual((await failure(login)).error, {
      code: "portal.every-page",
      details: { host: "accesso.example" },
    });
  });

  it("is over when nobody chooses in time, and says so", async () => {
    const { login, host } = await atPage({ ways: [link(`${ORIGIN}/in`)], choiceWait: 30 });
    const { error, mayRetry } = await failure(login);
    assert.equal(error.code, "portal.choice-timeout");
    assert.ok(mayRetry);
    await until(() => host.requests("closeLogin").length === 1);
  });

  it("can be cancelled, and ends with its host and when the tab goes elsewhere", async () => {
    for (const [end, code] of [
      [({ login }: Scene) => login.take({ type: "cancel" }), "operation.cancelled"],
      [({ login }: Scene) => login.tabMoves("https://notizie.example/"), "operation.cancelled"],
      [({ host }: Scene) => host.die(), "host.gone"],
    ] as const) {
      const scene = await atPage({ ways: [link(`${ORIGIN}/in`)] });
      await until(() => scene.phase() === "portal-page");
      end(scene);
      assert.equal((await failure(scene.login)).error.code, code);
      assert.equal(scene.host.requests("relay").length, 1);
    }
  });

  it("may be followed by many others, but no portal sends a person round for ever", async () => {
    const { login, host, phase } = await atPage({
      ways: [link(`${ORIGIN}/in`)],
      after: Array.from({ length: 60 }, () => html("<a>")),
    });
    for (;;) {
      await until(() => phase() === "portal-page" || phase() === "failed" || phase() === "reading-answer");
      if (phase() === "failed") break;
      if (phase() === "portal-page") login.take({ type: "choose", choice: 0 });
      else login.take({ type: "answerRead", form: null, shown: shown(link(`${ORIGIN}/in`)) });
    }
    assert.equal((await failure(login)).error.code, "server.redirects");
    assert.equal(host.requests("relay").length, 51);
  });
});

type Scene = Awaited<ReturnType<typeof atPage>>;
