import assert from "node:assert/strict";
import { FakeHost, until } from "../fake-host";
import { FakeTab, ORIGIN } from "../fake-tab";
import { file, html, portal, ready, submit, type Page } from "./portal";

const WAY = { kind: "link" as const, url: `${ORIGIN}/referto` };
const SHOWN = { text: "", choices: [{ label: "Referto", way: WAY }] };
const OFFERED = {
  name: "portal-file" as const,
  fileName: "referto.pdf",
  size: 5,
  content: Buffer.from("%PDF-").toString("base64"),
  mayGoBack: false,
};

async function at(pages: Page[], { shows = false, ...options }: { shows?: boolean; choiceWait?: number } = {}) {
  const tab = new FakeTab();
  tab.shows = shows;
  const host = new FakeHost(portal(...pages));
  const tools = await ready(host, { tab, ...options });
  return { ...tools, host };
}

describe("a file that the portal sends", () => {
  it("is offered at once if it is to be saved: asked for once, and the login is closed", async () => {
    const { login, host, tab, phase } = await at([file("%PDF-")], { shows: true });
    login.take(submit());
    await until(() => phase() === "portal-file");
    assert.deepEqual(login.view.phase, OFFERED);
    assert.deepEqual(tab.done, []);
    assert.equal(host.requests("relay").length, 1);
    await until(() => host.requests("closeLogin").length === 1);
  });

  it("is left to the browser that gets it by itself and shows it, and offered where it does not", async () => {
    for (const [shows, end] of [
      [true, "done"],
      [false, "portal-file"],
    ] as const) {
      const { login, host, phase } = await at([file("%PDF-", "application/pdf", "inline; filename=referto.pdf")], {
        shows,
      });
      login.take(submit());
      await until(() => phase() === end);
      assert.equal(host.requests("relay").length, 1);
    }
  });

  it("remembers the portal as every end of a login does", async () => {
    const { login, tab, phase } = await at([file("%PDF-")]);
    login.take(submit("12345", true));
    await until(() => phase() === "portal-file");
    assert.deepEqual(tab.done, ["remember"]);
  });

  it("is left without an error", async () => {
    const { login, tab, phase } = await at([file("%PDF-")]);
    login.take(submit());
    await until(() => phase() === "portal-file");
    login.take({ type: "back" });
    login.take({ type: "cancel" });
    assert.equal(phase(), "portal-file");
    assert.deepEqual(tab.done, ["leave"]);
  });

  describe("behind a choice", () => {
    async function chosen({ remember = false, ...options }: { choiceWait?: number; remember?: boolean } = {}) {
      const tools = await at([html("<a>"), file("%PDF-"), file("%PDF-")], options);
      const { login, phase } = tools;
      login.take(submit("12345", remember));
      await until(() => phase() === "reading-answer");
      login.take({ type: "answerRead", form: null, shown: SHOWN });
      await until(() => phase() === "portal-page");
      login.take({ type: "choose", choice: 0 });
      await until(() => phase() === "portal-file");
      return tools;
    }

    it("leads back to the choices, over the same login", async () => {
      const { login, host, phase } = await chosen();
      assert.deepEqual(login.view.phase, { ...OFFERED, mayGoBack: true });
      login.take({ type: "back" });
      await until(() => phase() === "portal-page");
      login.take({ type: "choose", choice: 0 });
      await until(() => phase() === "portal-file");
      assert.deepEqual(
        [host.requests("relay").length, host.requests("openLogin").length, host.requests("closeLogin").length],
        [3, 1, 0],
      );
    });

    it("stays to be saved when the time for another choice is over", async () => {
      const { login, host, phase } = await chosen({ choiceWait: 200 });
      await until(() => host.requests("closeLogin").length === 1);
      await until(() => phase() === "portal-file" && "mayGoBack" in login.view.phase && !login.view.phase.mayGoBack);
      assert.deepEqual(login.view.phase, OFFERED);
    });

    it("stays to be saved when the host is gone", async () => {
      const { host, phase } = await chosen();
      host.die();
      await new Promise(setImmediate);
      assert.equal(phase(), "portal-file");
    });

    it("is no reason to forget what the person wished, also when the tab is closed", async () => {
      const { login, tab } = await chosen({ remember: true });
      await login.end();
      assert.ok(tab.done.includes("remember"), tab.done.join());
    });

    it("does not show the cards again and again, as a file may be long", async () => {
      const { host, phases } = await chosen();
      const before = phases.length;
      host.cards({ service: true, readers: [] });
      await new Promise(setImmediate);
      assert.equal(phases.length, before);
    });
  });
});
