import assert from "node:assert/strict";
import type { HeaderList } from "../../../../shared/messages";
import { FORM_TYPE, visit } from "../../../../extension/background/relay/portal-request";
import { FakeHost, until } from "../fake-host";
import { FakeTab, ORIGIN } from "../fake-tab";
import { failure, html, portal, READER, ready, redirect, submit, type Page } from "./portal";

const CROSS_SITE: HeaderList = [["Sec-Fetch-Site", "cross-site"]];

describe("a run of a login", () => {
  it("repeats the request, follows redirects with their cookies, hands over where they leave the origin", async () => {
    const host = new FakeHost(
      portal(
        redirect("/due", "a=1; HttpOnly; Secure; SameSite=Lax"),
        redirect("https://servizi.example/ritorno?code=1", "b=2"),
      ),
    );
    const { login, tab, phases, phase } = await ready(host);
    login.take(submit());
    await until(() => phase() === "done");
    const [first, second] = host.requests("relay");
    assert.equal(first?.url, `${ORIGIN}/entra?x=1`);
    assert.equal(second?.url, `${ORIGIN}/due`);
    assert.ok(second.headers.some(([name, value]) => name === "Cookie" && value === "old=1; a=1"));
    assert.deepEqual(
      tab.set.map(({ name }) => name),
      ["a", "b"],
    );
    assert.deepEqual(tab.done, ["go https://servizi.example/ritorno?code=1"]);
    assert.deepEqual(
      phases.filter(({ name }) => name === "working").map((one) => "step" in one && one.step),
      ["queue", "sign", "answer", "answer"],
    );
    await until(() => host.requests("closeLogin").length === 1);
  });

  it("asks for the cookies of the first request while the card signs, and for those of later ones before each", async () => {
    const answers = portal(redirect("/due"), redirect("https://servizi.example/"));
    const asked: string[] = [];
    const host = new FakeHost({
      ...answers,
      openLogin: async (_, work) => {
        work.progress("card");
        await until(() => phase() === "working");
        assert.deepEqual(asked, []);
        work.progress("sign");
        await until(() => asked.length === 1);
        return { login: 7 };
      },
    });
    const tab = new FakeTab();
    const { cookies } = tab;
    tab.cookies = (url) => {
      asked.push(url.slice(ORIGIN.length));
      return cookies(url);
    };
    const { login, phase } = await ready(host, { tab });
    login.take(submit());
    await until(() => phase() === "done");
    assert.deepEqual(asked, ["/entra?x=1", "/due"]);
    const sent = host.requests("relay").map(({ headers }) => headers.find(([name]) => name === "Cookie")?.[1]);
    assert.deepEqual(sent, ["old=1", "old=1"]);
  });

  it("follows a redirect to http by https where an earlier answer said that the host has nothing else", async () => {
    const [first, plain] = [redirect("/due"), redirect(`http:${ORIGIN.slice("https:".length)}/tre`)];
    first.headers = [...(first.headers ?? []), ["Strict-Transport-Security", "max-age=31536000"]];
    const host = new FakeHost(portal(first, plain, redirect("https://servizi.example/")));
    const { login, phase } = await ready(host);
    login.take(submit());
    await until(() => phase() === "done");
    assert.deepEqual(
      host.requests("relay").map(({ url }) => url.slice(ORIGIN.length)),
      ["/entra?x=1", "/due", "/tre"],
    );
  });

  it("repeats a form with its body, type and origin", async () => {
    const host = new FakeHost(portal(redirect("https://servizi.example/")));
    const request = {
      ...visit(`${ORIGIN}/modulo`),
      method: "POST" as const,
      body: new TextEncoder().encode("SAMLRequest=x"),
      contentType: FORM_TYPE,
      origin: "https://servizi.example",
      crossSite: true,
      fetchMetadata: CROSS_SITE,
    };
    const { login, phase } = await ready(host, { request });
    login.take(submit());
    await until(() => phase() === "done");
    const [sent] = host.requests("relay");
    assert.equal(sent?.method, "POST");
    assert.deepEqual(
      sent.headers.filter(([name]) => ["Origin", "Content-Type", "Sec-Fetch-Site", "Cookie", "Referer"].includes(name)),
      [
        ["Origin", "https://servizi.example"],
        ["Content-Type", FORM_TYPE],
        ["Sec-Fetch-Site", "cross-site"],
      ],
    );
    const chunk = host.received.find(({ kind }) => kind === "chunk");
    assert.equal(chunk?.kind === "chunk" && Buffer.from(chunk.data, "base64").toString(), "SAMLRequest=x");
  });

  it("says through redirects who began it, and sends a form of the portal's own page as such", async () => {
    const host = new FakeHost(portal(redirect("/due"), html("<form>"), redirect("https://servizi.example/")));
    const request = { ...visit(`${ORIGIN}/entra`), crossSite: true, fetchMetadata: CROSS_SITE };
    const { login, phase } = await ready(host, { request });
    login.take(submit());
    await until(() => phase() === "reading-answer");
    login.take({
      type: "answerRead",
      form: { action: `${ORIGIN}/avanti`, method: "POST", fields: [], encoding: "utf-8" },
    });
    await until(() => phase() === "done");
    assert.deepEqual(
      host.requests("relay").map(({ headers }) => headers.find(([name]) => name === "Sec-Fetch-Site")?.[1]),
      ["cross-site", "cross-site", "same-origin"],
    );
  });

  it("asks to step back where a form was expected that nobody saw", async () => {
    for (const [observed, code] of [
      [false, "portal.step-back"],
      [true, "portal.answer"],
    ] as const) {
      const { login } = await ready(new FakeHost(portal({ status: 405 })), { observed });
      login.take(submit());
      const { error } = await failure(login);
      assert.equal(error.code, code);
    }
  });

  it("shows what the portal wrote with its error", async () => {
    const page: Page = { status: 405, headers: [["Content-Type", "text/plain"]], text: "Ada non è abilitata" };
    for (const observed of [true, false]) {
      const { login } = await ready(new FakeHost(portal(page)), { observed });
      login.take(submit());
      const failed = await failure(login);
      assert.deepEqual(failed.said, { type: "text/plain", text: "Ada non è abilitata" });
      assert.equal(JSON.stringify(failed.error).includes("Ada"), false);
    }
  });

  it("has the page read an answer and hands over the form that leads elsewhere", async () => {
    const { login, tab, phase } = await ready(new FakeHost(portal(html("<form>città"))));
    login.take(submit());
    await until(() => phase() === "reading-answer");
    assert.deepEqual(login.view.phase, {
      name: "reading-answer",
      html: "<form>città",
      url: `${ORIGIN}/entra?x=1`,
      encoding: "utf-8",
    });
    const form = {
      action: "https://servizi.example/acs",
      method: "POST" as const,
      fields: [["SAMLResponse", "x"]] as const,
      encoding: "utf-8",
    };
    login.take({ type: "answerRead", form });
    await until(() => phase() === "hand-over-form");
    assert.deepEqual(login.view.phase, { name: "hand-over-form", form });
    assert.deepEqual(tab.done, []);
  });

  it("sends a form to the same origin itself", async () => {
    const host = new FakeHost(portal(html("<form>"), redirect("https://servizi.example/")));
    const { login, tab, phase } = await ready(host);
    login.take(submit());
    await until(() => phase() === "reading-answer");
    login.take({
      type: "answerRead",
      form: { action: `${ORIGIN}/avanti`, method: "POST", fields: [["a b", "ü&"]], encoding: "utf-8" },
    });
    await until(() => phase() === "done");
    const sent = host.requests("relay")[1];
    assert.deepEqual([sent?.method, sent?.url, sent?.bodyLength], ["POST", `${ORIGIN}/avanti`, "a+b=%C3%BC%26".length]);
    assert.ok(sent?.headers.some(([name, value]) => name === "Origin" && value === ORIGIN));
    assert.deepEqual(tab.done, ["go https://servizi.example/"]);
  });

  it("follows a refresh of the page", async () => {
    const { login, tab, phase } = await ready(
      new FakeHost(portal(html("<meta http-equiv=refresh>"), redirect("https://servizi.example/"))),
    );
    login.take(submit());
    await until(() => phase() === "reading-answer");
    login.take({ type: "answerRead", form: null, refresh: `${ORIGIN}/oltre` });
    await until(() => phase() === "done");
    assert.deepEqual(tab.done, ["go https://servizi.example/"]);
  });

  it("never hands over to an address without encryption, by form or redirect", async () => {
    const { login, phase } = await ready(new FakeHost(portal(html("<form>"))));
    login.take(submit());
    await until(() => phase() === "reading-answer");
    login.take({
      type: "answerRead",
      form: { action: "http://servizi.example/acs", method: "POST", fields: [], encoding: "utf-8" },
    });
    assert.equal((await failure(login)).error.code, "portal.unsafe-address");
  });

  it("takes the tab to the page behind the login if the browser gets it by itself", async () => {
    const { login, tab, phase } = await ready(new FakeHost(portal(redirect("/area"), html("<h1>Area"))));
    login.take(submit());
    await until(() => phase() === "reading-answer");
    login.take({ type: "answerRead", form: null });
    await until(() => phase() === "done");
    assert.deepEqual(tab.done, [`check ${ORIGIN}/area`, "returned relayed", `go ${ORIGIN}/area`]);
  });

  it("recognises a portal that wants the certificate on every page", async () => {
    const tab = new FakeTab();
    tab.shows = false;
    const { login, phase } = await ready(new FakeHost(portal(html("<h1>Area"))), { tab });
    login.take(submit());
    await until(() => phase() === "reading-answer");
    login.take({ type: "answerRead", form: null });
    assert.deepEqual(await failure(login), {
      name: "failed",
      mayRetry: false,
      error: { code: "portal.every-page", details: { host: "accesso.example" } },
    });
    assert.ok(!tab.done.some((one) => one.startsWith("go")));
  });

  it("gives up endless redirects", async () => {
    const pages = Array.from({ length: 20 }, () => redirect("/ancora"));
    const host = new FakeHost(portal(...pages));
    const { login } = await ready(host);
    login.take(submit());
    assert.equal((await failure(login)).error.code, "server.redirects");
    assert.equal(host.requests("relay").length, 11);
  });

  it("asks the person again where the server wants a second signature", async () => {
    const handlers = portal(redirect("https://servizi.example/"));
    const { relay } = handlers;
    const given: (string | null)[] = [];
    const host = new FakeHost({
      ...handlers,
      relay: async (params, work) => {
        given.push(await work.askPin({ origin: ORIGIN, reader: READER }));
        return relay!(params, work);
      },
    });
    const { login, phase } = await ready(host);
    login.take(submit());
    await until(() => "refused" in login.view.phase && login.view.phase.refused?.code === "server.signature-again");
    login.take(submit());
    await until(() => phase() === "done");
    assert.deepEqual(given, ["12345"]);
  });
});
