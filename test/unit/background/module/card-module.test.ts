import assert from "node:assert/strict";
import { VarcoError } from "../../../../shared/errors";
import type { RequestResult } from "../../../../shared/messages";
import type { ModuleState } from "../../../../extension/module/view";
import { CardModule } from "../../../../extension/background/module/card-module";
import { HostClient } from "../../../../extension/host/client";
import { FakeHost } from "../fake-host";
import { FakeLoader, FakeRun } from "../fake-module";

type Registered = RequestResult<"module">["state"];

const moduleWith = (host: FakeHost, loader = FakeLoader.firefox(), run = new FakeRun()) =>
  new CardModule(new HostClient(host.connect), loader, run, (state) => seen.push(state));

/** What was told of each look and change. */
const seen: ModuleState[] = [];

/** A host on a system where the module stands like that; registering it works. */
function hostWith(state: Registered): FakeHost {
  let now = state;
  return new FakeHost({
    module: () => ({ state: now }),
    registerModule: () => {
      now = "registered";
      return { state: now };
    },
    unregisterModule: () => {
      now = "possible";
      return { state: now };
    },
  });
}

describe("the module in Firefox", () => {
  it("is nothing to speak of where it cannot be registered, and the browser is not even asked", async () => {
    const loader = FakeLoader.firefox();
    const host = hostWith("unavailable");
    assert.equal(await moduleWith(host, loader).state(), "unavailable");
    assert.deepEqual(loader.done, []);
    assert.equal(host.running, false, "the host is let go");
  });

  it("is possible until it is registered and allowed, and not looked for before: Firefox would remember", async () => {
    for (const [state, allows] of [
      ["possible", true],
      ["possible", false],
      ["registered", false],
    ] as const) {
      const loader = FakeLoader.firefox({ allows });
      assert.equal(await moduleWith(hostWith(state), loader).state(), "possible");
      assert.deepEqual(loader.done, []);
    }
  });

  it("is loaded by itself where it is registered and allowed", async () => {
    const loader = FakeLoader.firefox();
    assert.equal(await moduleWith(hostWith("registered"), loader).state(), "usable");
    assert.deepEqual(loader.done, ["look", "load"]);
    const there = FakeLoader.firefox({ loaded: true });
    assert.equal(await moduleWith(hostWith("registered"), there).state(), "usable");
    assert.deepEqual(there.done, ["look"]);
  });

  it("is not offered again where Firefox could not load it", async () => {
    const loader = FakeLoader.firefox();
    loader.trouble = new Error("no such library");
    assert.equal(await moduleWith(hostWith("registered"), loader).state(), "unavailable");
  });

  it("is not there without the host", async () => {
    const host = new FakeHost({
      module: () => {
        throw new VarcoError("internal", { reason: "x" });
      },
    });
    assert.equal(await moduleWith(host).state(), "unavailable");
  });

  it("starts no host with the browser unless the person has turned it on", async () => {
    const off = hostWith("registered");
    await moduleWith(off, FakeLoader.firefox({ allows: false })).start();
    assert.equal(off.starts, 0);
    const loader = FakeLoader.firefox();
    await moduleWith(hostWith("registered"), loader).start();
    assert.equal(loader.isLoaded, true);
  });

  it("is registered before Firefox is asked for it, and loaded at once", async () => {
    const host = hostWith("possible");
    const loader = FakeLoader.firefox();
    assert.equal(await moduleWith(host, loader).turnOn(), "usable");
    assert.deepEqual(
      host.received.flatMap((message) => (message.kind === "request" ? [message.type] : [])),
      ["hello", "module", "hello", "registerModule"],
    );
    assert.deepEqual(loader.done, ["look", "load"]);
  });

  it("is not registered again where it is", async () => {
    const host = hostWith("registered");
    assert.equal(await moduleWith(host).turnOn(), "usable");
    assert.equal(host.requests("registerModule").length, 0);
    const there = FakeLoader.firefox({ allows: false, loaded: true });
    assert.equal(
      await moduleWith(hostWith("registered"), there).turnOn(),
      "usable",
      "Firefox keeps a module whose permission was taken away",
    );
  });

  it("counts as loaded if somebody else was quicker", async () => {
    const loader = FakeLoader.firefox();
    loader.load = async () => {
      loader.isLoaded = true;
      throw new Error("already installed");
    };
    assert.equal(await moduleWith(hostWith("possible"), loader).turnOn(), "usable");
  });

  it("waits for the next start where p11-kit was loaded before it knew of the module", async () => {
    const run = new FakeRun();
    const loader = FakeLoader.firefox({ loaded: true });
    assert.equal(await moduleWith(hostWith("possible"), loader, run).turnOn(), "restart");
    assert.equal(await moduleWith(hostWith("registered"), loader, run).state(), "restart");
  });

  it("says so when it cannot be turned on", async () => {
    const broken = FakeLoader.firefox();
    broken.trouble = new Error("no such library");
    await assert.rejects(moduleWith(hostWith("possible"), broken).turnOn(), {
      code: "module.not-loaded",
      details: { reason: "no such library" },
    });
    await assert.rejects(moduleWith(hostWith("unavailable")).turnOn(), { code: "module.not-loaded" });
    const unwritable = new FakeHost({
      module: () => ({ state: "possible" }),
      registerModule: () => {
        throw new VarcoError("install.write", { path: "/x", reason: "y" });
      },
    });
    await assert.rejects(moduleWith(unwritable).turnOn(), { code: "install.write" });
    const stubborn = new FakeHost({
      module: () => ({ state: "possible" }),
      registerModule: () => ({ state: "possible" }),
    });
    await assert.rejects(moduleWith(stubborn).turnOn(), { code: "module.not-loaded" });
  });

  it("is turned off by whoever turned it on, and stays off", async () => {
    const loader = FakeLoader.firefox({ loaded: true });
    const module = moduleWith(hostWith("registered"), loader);
    assert.equal(await module.turnOff(), "possible");
    await module.start();
    assert.equal(await module.state(), "possible");
    assert.equal(loader.isLoaded, false);
    loader.trouble = new Error("in use");
    await assert.rejects(module.turnOff(), { code: "module.not-loaded" });
  });
});

describe("the module in Chromium", () => {
  it("is used where it was registered before the browser started, and nobody is asked", async () => {
    const module = moduleWith(hostWith("registered"), FakeLoader.chromium());
    assert.equal(await module.state(), "usable");
  });

  it("is registered with one click, and used after the next start", async () => {
    const host = hostWith("possible");
    const run = new FakeRun();
    const module = moduleWith(host, FakeLoader.chromium(), run);
    assert.equal(await module.state(), "possible");
    assert.equal(await module.turnOn(), "restart");
    assert.equal(await module.state(), "restart");
    run.now = null;
    assert.equal(await module.state(), "usable");
  });

  it("starts no host with the browser", async () => {
    const host = hostWith("registered");
    await moduleWith(host, FakeLoader.chromium()).start();
    assert.equal(host.starts, 0);
  });

  it("is turned off by the host, and used until the next start", async () => {
    const run = new FakeRun();
    const module = moduleWith(hostWith("registered"), FakeLoader.chromium(), run);
    assert.equal(await module.turnOff(), "leaving");
    assert.equal(await module.state(), "leaving");
    run.now = null;
    assert.equal(await module.state(), "possible");
  });

  it("is as before where it is turned off and on, or on and off, until the next start", async () => {
    const module = moduleWith(hostWith("registered"), FakeLoader.chromium());
    assert.deepEqual([await module.turnOff(), await module.turnOn()], ["leaving", "usable"]);
    const other = moduleWith(hostWith("possible"), FakeLoader.chromium());
    assert.deepEqual([await other.turnOn(), await other.turnOff()], ["restart", "possible"]);
  });

  it("waits for the next start if it was registered while the browser ran, and is turned off at once", async () => {
    const host = hostWith("late");
    const module = moduleWith(host, FakeLoader.chromium());
    assert.deepEqual([await module.state(), await module.turnOn()], ["restart", "restart"]);
    assert.equal(host.requests("registerModule").length, 0);
    assert.equal(await module.turnOff(), "possible");
  });

  it("says so where p11-kit did not start it in a browser that was opened since, and asks for no restart", async () => {
    const module = moduleWith(hostWith("unseen"), FakeLoader.chromium());
    assert.equal(await module.state(), "unseen");
    await assert.rejects(module.turnOn(), { code: "module.unseen" });
    assert.equal(await module.turnOff(), "possible");
  });

  it("tells what it has come to at each look and change", async () => {
    const module = moduleWith(hostWith("possible"), FakeLoader.chromium());
    seen.length = 0;
    await module.state();
    await module.turnOn();
    await module.turnOff();
    assert.deepEqual(seen, ["possible", "restart", "possible"]);
  });

  it("says so where something else gives it to the browser", async () => {
    const host = new FakeHost({
      module: () => ({ state: "registered" }),
      unregisterModule: () => {
        throw new VarcoError("module.elsewhere", { path: "/x" });
      },
    });
    const module = moduleWith(host, FakeLoader.chromium());
    await assert.rejects(module.turnOff(), { code: "module.elsewhere" });
    assert.equal(await module.state(), "usable");
  });
});
