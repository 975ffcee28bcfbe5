import assert from "node:assert/strict";
import { CardModule } from "../../../../extension/background/module/card-module";
import type { LoginOrder } from "../../../../extension/background/login/parts";
import { ModuleOffer } from "../../../../extension/background/login/module-offer";
import { visit } from "../../../../extension/background/relay/portal-request";
import { HostClient } from "../../../../extension/host/client";
import type { ModuleState } from "../../../../extension/module/view";
import { FakeHost } from "../fake-host";
import { FakeLoader, FakeRun } from "../fake-module";

const URL_ = "https://login.example/entra?x=1";

/** What the host says of it, and what was done with it since the browser began, where a module stands like that. */
const REGISTERED = {
  unavailable: "unavailable",
  possible: "possible",
  unseen: "unseen",
  leaving: "possible",
  restart: "registered",
  usable: "registered",
} as const;
const TURNED: Partial<Record<ModuleState, "on" | "off">> = { restart: "on", leaving: "off" };

/** The own way of a browser whose module stands like that, for a login that began like that. */
async function moduleOffer(module: ModuleState, order: Partial<LoginOrder> = {}) {
  const host = new FakeHost({
    module: () => ({ state: REGISTERED[module] }),
    registerModule: () => ({ state: "registered" }),
  });
  const run = new FakeRun();
  run.now = TURNED[module] ?? null;
  const loader = module === "leaving" ? FakeLoader.chromium() : FakeLoader.firefox();
  const way = new ModuleOffer(
    { request: visit(URL_), observed: true, access: [], begunBy: "failure", inVain: false, ...order },
    new CardModule(new HostClient(host.connect), loader, run, () => {}),
  );
  await way.learn();
  return { way, loader, host };
}

const state = async (...given: Parameters<typeof moduleOffer>) => (await moduleOffer(...given)).way.view.state;

describe("the browser's own way", () => {
  it("is none where p11-kit does not start the module: opening the browser again would not help", async () => {
    assert.equal(await state("unseen"), "none");
  });

  it("is offered where it is possible, and opens the portal where the browser uses the card", async () => {
    assert.equal(await state("unavailable"), "none");
    assert.equal(await state("possible"), "possible");
    assert.equal(await state("restart"), "restart");
    const { way } = await moduleOffer("usable");
    assert.deepEqual([way.view.state, way.address], ["open", URL_]);
  });

  it("is open where the browser will ask for the card, not where it goes on as it came: without", async () => {
    for (const [begunBy, expected] of [
      ["failure", "open"],
      ["address", "open"],
      ["page", "without-card"],
      ["person", "without-card"],
    ] as const) {
      assert.equal(await state("usable", { begunBy }), expected, begunBy);
    }
  });

  it("is not tried twice", async () => {
    const { way } = await moduleOffer("usable", { inVain: true });
    assert.deepEqual([way.view.state, way.address], ["in-vain", null]);
    assert.equal(await state("unavailable", { inVain: true }), "none");
  });

  it("is none for a form, which cannot be sent again by going to its address", async () => {
    assert.equal(await state("usable", { request: { ...visit(URL_), method: "POST" } }), "none");
  });

  it("goes to the page that the portal shows to nobody without certificate, whatever came before", async () => {
    const { way } = await moduleOffer("usable", { begunBy: "page", request: { ...visit(URL_), method: "POST" } });
    way.decline();
    assert.equal(way.view.state, "none");
    way.wantedFor("https://login.example/area");
    assert.deepEqual([way.view.state, way.address, way.isForEveryPage], ["open", "https://login.example/area", true]);
  });

  it("says nothing any more where the person wants to log in here", async () => {
    const { way } = await moduleOffer("usable");
    way.decline();
    assert.deepEqual([way.view.state, way.address], ["none", null]);
  });

  it("is not spoken of where the person has just turned it off, unless there is no other", async () => {
    const { way } = await moduleOffer("leaving");
    assert.deepEqual([way.view.state, way.address], ["none", null]);
    way.wantedFor("https://portal.example/every-page");
    assert.equal(way.view.state, "possible");
    await way.turnOn(() => {});
    assert.deepEqual([way.view.state, way.address], ["open", "https://portal.example/every-page"]);
  });

  it("is turned on once, however often the button is pressed", async () => {
    const { way, host } = await moduleOffer("possible");
    const states: string[] = [];
    const changed = () => states.push(way.view.state);
    await Promise.all([way.turnOn(changed), way.turnOn(changed)]);
    assert.deepEqual(states, ["turning-on", "open"]);
    assert.equal(host.requests("registerModule").length, 1);
    await way.turnOn(changed);
    assert.equal(states.length, 2);
  });

  it("says why it could not be turned on, and is not offered again", async () => {
    const { way, loader } = await moduleOffer("possible");
    loader.trouble = new Error("no such library");
    await way.turnOn(() => {});
    assert.deepEqual(way.view, {
      state: "none",
      problem: { code: "module.not-loaded", details: { reason: "no such library" } },
    });
  });
});
