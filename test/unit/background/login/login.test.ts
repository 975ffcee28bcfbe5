import assert from "node:assert/strict";
import { VarcoError } from "../../../../shared/errors";
import type { HeaderList, RequestParams } from "../../../../shared/messages";
import type { Login } from "../../../../extension/background/login/login";
import { FORM_TYPE, visit } from "../../../../extension/background/relay/portal-request";
import { FakeHost, until, type Handlers, type Work } from "../fake-host";
import { FakeTab, loginWith, ORIGIN } from "../fake-tab";

const READER = "Reader 0";
const submit = (pin = "12345", remember = false) => ({ type: "submit", reader: READER, pin, remember }) as const;
const redirect = (location: string, ...cookies: string[]): Page => ({
  status: 302,
  headers: [["Location", location], ...cookies.map((cookie): [string, string] => ["Set-Cookie", cookie])],
});
const html = (text: string): Page => ({ status: 200, headers: [["Content-Type", "text/html; charset=utf-8"]], text });

interface Page {
  status: number;
  headers?: HeaderList;
  text?: string;
}
type Relayed = RequestParams<"relay">;

/** Handlers of a host whose card takes the PIN 12345, before a portal that answers with these pages, one after the other. */
function portal(...pages: Page[]): Handlers {
  return {
    openLogin: async ({ origin, reader }, work) => {
      const pin = await work.askPin({ origin, reader });
      if (pin === null) throw new VarcoError("pin.cancelled");
      if (pin !== "12345") throw new VarcoError("pin.wrong", { triesLeft: 2 });
      work.progress("sign");
      return { login: 7 };
    },
    relay: (_: Relayed, work: Work) => {
      const { status, headers = [], text = "" } = pages.shift() ?? { status: 404 };
      const body = Buffer.from(text);
      work.sendBody(body);
      return { status, headers, bodyLength: body.length };
    },
  };
}

async function ready(host: FakeHost, options: Parameters<typeof loginWith>[1] = {}) {
  const tools = loginWith(host, options);
  tools.login.begin();
  await until(() => tools.phase() === "ready");
  return tools;
}

function failure(login: Login) {
  return until(() => {
    const { phase } = login.view;
    return phase.name === "failed" && phase;
  });
}

describe("login", () => {
  it("starts the host, asks the server and waits for the PIN", async () => {
    const host = new FakeHost();
    const { login, phases } = await ready(host);
    assert.deepEqual(
      phases.map(({ name }) => name),
      ["starting", "probing", "ready"],
    );
    assert.deepEqual(host.requests("probe"), [{ url: `${ORIGIN}/entra?x=1` }]);
    assert.deepEqual(login.view.phase, { name: "ready", issuers: ["CN=Test CA"], refused: null });
    assert.equal(login.view.origin, ORIGIN);
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

  it("repeats the request, follows redirects at the origin with their cookies, and hands over where they leave it", async () => {
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
    assert.ok(second?.headers.some(([name, value]) => name === "Cookie" && value === "old=1; a=1"));
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

  it("asks for nothing without access to the site", async () => {
    const host = new FakeHost(portal());
    const tab = new FakeTab();
    tab.access = false;
    const { login } = await ready(host, { tab });
    login.take(submit());
    await until(() => "refused" in login.view.phase && login.view.phase.refused?.code === "site-access.denied");
    assert.equal(host.requests("openLogin").length, 0);
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
    };
    const { login, phase } = await ready(host, { request });
    login.take(submit());
    await until(() => phase() === "done");
    const [sent] = host.requests("relay");
    assert.equal(sent?.method, "POST");
    assert.deepEqual(
      sent?.headers.filter(([name]) => ["Origin", "Content-Type", "Cookie", "Referer"].includes(name)),
      [
        ["Origin", "https://servizi.example"],
        ["Content-Type", FORM_TYPE],
      ],
    );
    const chunk = host.received.find(({ kind }) => kind === "chunk");
    assert.equal(chunk?.kind === "chunk" && Buffer.from(chunk.data, "base64").toString(), "SAMLRequest=x");
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

  it("has the page read an answer and hands over the form that leads elsewhere", async () => {
    const { login, tab, phase } = await ready(new FakeHost(portal(html("<form>città"))));
    login.take(submit());
    await until(() => phase() === "reading-answer");
    assert.deepEqual(login.view.phase, { name: "reading-answer", html: "<form>città", url: `${ORIGIN}/entra?x=1` });
    const form = {
      action: "https://servizi.example/acs",
      method: "POST" as const,
      fields: [["SAMLResponse", "x"]] as const,
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
    login.take({ type: "answerRead", form: { action: `${ORIGIN}/avanti`, method: "POST", fields: [["a b", "ü&"]] } });
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
    login.take({ type: "answerRead", form: { action: "http://servizi.example/acs", method: "POST", fields: [] } });
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
    assert.deepEqual(tab.done, ["go https://servizi.example/", "forget"]);
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

  it("takes no command that does not fit the phase", async () => {
    const host = new FakeHost(portal(redirect("https://servizi.example/")));
    const { login, phase, phases } = await ready(host);
    login.take({ type: "answerRead", form: null });
    login.take({ type: "retry" });
    assert.equal(phases.length, 3);
    login.take(submit());
    login.take(submit());
    await until(() => phase() === "done");
    login.take({ type: "cancel" });
    assert.equal(phase(), "done");
    assert.equal(host.requests("openLogin").length, 1);
  });
});
