import assert from "node:assert/strict";
import { CardModule } from "../../../../extension/background/module/card-module";
import { serveModule } from "../../../../extension/background/module/commands";
import { HostClient } from "../../../../extension/host/client";
import { isModuleView } from "../../../../extension/module/view";
import { FakeHost } from "../fake-host";
import { FakeLoader, FakeRun } from "../fake-module";

function served(loader: FakeLoader, state: "possible" | "registered") {
  let now = state;
  const host = new FakeHost({
    module: () => ({ state: now }),
    registerModule: () => ({ state: (now = "registered") }),
  });
  return serveModule(new CardModule(new HostClient(host.connect), loader, new FakeRun(), () => {}));
}

describe("what the options page wants of the module", () => {
  it("is done, and answered with how it stands then", async () => {
    const take = served(FakeLoader.firefox(), "possible");
    assert.deepEqual(await take({ module: "look" }), { state: "possible", problem: null });
    assert.deepEqual(await take({ module: "turnOn" }), { state: "usable", problem: null });
    assert.deepEqual(await take({ module: "turnOff" }), { state: "possible", problem: null });
    assert.deepEqual(await served(FakeLoader.chromium(), "registered")({ module: "look" }), {
      state: "usable",
      problem: null,
    });
    assert.ok(isModuleView(await take({ module: "look" })));
  });

  it("is answered with what went wrong", async () => {
    const loader = FakeLoader.firefox();
    loader.trouble = new Error("no such library");
    const view = await served(loader, "possible")({ module: "turnOn" });
    assert.deepEqual([view?.state, view?.problem?.code], ["unavailable", "module.not-loaded"]);
  });

  it("is nothing else", () => {
    const take = served(FakeLoader.firefox(), "possible");
    for (const message of [null, "look", {}, { module: "explode" }, { module: "look", more: 1 }, { view: {} }])
      assert.equal(take(message), undefined);
    for (const answer of [undefined, null, {}, { state: "broken" }, { state: 1 }])
      assert.equal(isModuleView(answer), false);
  });
});
