import assert from "node:assert/strict";
import type { Login } from "../../../../extension/background/login/login";
import { FakeHost, until } from "../fake-host";
import { FakeTab } from "../fake-tab";
import { portal, ready, redirect, submit } from "./portal";

describe("A login, and what the browser lets it know", () => {
  it("goes the way on which the server was probed, without asking for the browser's proxy again", async () => {
    const host = new FakeHost(portal(redirect("https://servizi.example/")));
    const settings = { kind: "script", address: "http://proxy.example/proxy.pac" } as const;
    let asked = 0;
    const proxy = async () => {
      asked += 1;
      return settings;
    };
    const { login, phase } = await ready(host, { proxy });
    assert.deepEqual(
      host.requests("probe").map((probe) => probe.proxy),
      [settings],
    );
    const before = asked;
    login.take(submit());
    await until(() => phase() === "done");
    assert.deepEqual([host.requests("openLogin").map((login) => login.proxy), asked], [[settings], before]);
  });

  const denied = ({ view: { phase } }: Login) =>
    "refused" in phase && phase.refused !== null && phase.refused.code === "site-access.denied";

  it("gives no PIN without access to the site", async () => {
    const host = new FakeHost(portal());
    const tab = new FakeTab();
    tab.access = false;
    const { login } = await ready(host, { tab });
    login.take(submit());
    await until(() => denied(login));
    assert.deepEqual(
      host.received.map(({ kind }) => kind).filter((kind) => kind.startsWith("pin")),
      ["pinRefused"],
    );
  });

  it("sends nothing without access to a server that wants no certificate any more", async () => {
    const host = new FakeHost({ ...portal(), openLogin: () => ({ login: 7 }) });
    const tab = new FakeTab();
    tab.access = false;
    const { login } = await ready(host, { tab });
    login.take(submit());
    await until(() => denied(login));
    assert.deepEqual(host.requests("relay"), []);
    await until(() => host.requests("closeLogin").length === 1);
  });

  it("has no PIN typed on a reader without access to the site", async () => {
    const host = new FakeHost(portal());
    const tab = new FakeTab();
    tab.access = false;
    const { login } = await ready(host, { tab });
    login.take({ ...submit(), pin: null });
    await until(() => denied(login));
    assert.deepEqual(host.requests("openLogin"), []);
  });

  it("waits for the browser's word on the access before it gives the PIN", async () => {
    const host = new FakeHost(portal(redirect("https://servizi.example/")));
    const tab = new FakeTab();
    let say: (allowed: boolean) => void = () => undefined;
    tab.hasAccess = () => new Promise((resolve) => (say = resolve));
    const { login, phase } = await ready(host, { tab });
    login.take(submit());
    await until(() => host.requests("openLogin").length === 1);
    assert.equal(
      host.received.some(({ kind }) => kind === "pinAnswer"),
      false,
    );
    say(true);
    await until(() => phase() === "done");
  });
});
