import assert from "node:assert/strict";
import type { ChildProcess } from "node:child_process";
import { statSync } from "node:fs";
import { connect } from "node:net";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { PROTOCOL_VERSION } from "../../../shared/identity";
import { openStage, type Stage } from "../../../devkit/stage/stage";
import { ModulePeer } from "./module-peer";
import { ORIGIN_ARGUMENT, Peer } from "./peer";

const RELEASE = [process.execPath, fileURLToPath(new URL("../../../dist/host/main.cjs", import.meta.url))] as const;
const NOBODY = 65534;
const OPENED = /Debugger listening on ws:\/\/127\.0\.0\.1:(\d+)/;

const accepts = (port: number) =>
  new Promise<boolean>((resolve) => {
    const socket = connect(port, "127.0.0.1");
    socket.on("error", () => resolve(false));
    socket.on("connect", () => {
      socket.destroy();
      resolve(true);
    });
  });
/** Whether a debugger that the log tells of still listens. */
const debuggable = async (log: string) => {
  const port = OPENED.exec(log)?.[1];
  return port !== undefined && (await accepts(Number(port)));
};

describe("The debugger of Node", () => {
  const children: ChildProcess[] = [];
  afterEach(() => {
    for (const child of children.splice(0)) child.kill("SIGKILL");
  });
  const newHost = (...given: ConstructorParameters<typeof Peer>) => {
    const host = new Peer(...given);
    children.push(host.child);
    return host;
  };

  it("stays shut in the host when a program sends SIGUSR1", async () => {
    const host = newHost(RELEASE);
    await host.hello();
    assert.equal(host.child.kill("SIGUSR1"), true);
    await host.request("module", {});
    await host.close();
    assert.doesNotMatch(host.log, OPENED);
  });

  it("stays shut in the module when a program sends SIGUSR1", async () => {
    const module = new ModulePeer(RELEASE);
    children.push(module.child);
    await module.initialize();
    assert.equal(module.child.kill("SIGUSR1"), true);
    await module.slots();
    module.child.stdin.end();
    await module.ended;
    assert.doesNotMatch(module.log, OPENED);
  });

  it("is shut again where the environment opened it", async () => {
    const host = newHost(RELEASE, [ORIGIN_ARGUMENT], { ...process.env, NODE_OPTIONS: "--inspect=127.0.0.1:0" });
    await host.hello();
    await host.request("module", {});
    assert.match(host.log, OPENED);
    assert.equal(await debuggable(host.log), false);
    await host.close();
  });

  it("is not open later, whenever SIGUSR1 came", async () => {
    // Before Node has begun, the signal ends the process; then Node would open the debugger; then we take it.
    for (let after = 0; after < 60; after += 5) {
      const host = newHost(RELEASE);
      host.send({ kind: "request", id: 1000, type: "hello", params: { protocol: PROTOCOL_VERSION, version: "test" } });
      const timer = setTimeout(() => host.child.kill("SIGUSR1"), after);
      await Promise.race([host.ended, once(host.child.stdout!, "data")]);
      clearTimeout(timer);
      if (host.child.exitCode === null && host.child.signalCode === null) {
        await host.request("module", {});
        assert.equal(await debuggable(host.log), false, `after ${after} ms`);
        await host.close();
      }
    }
  });

  it("opens for a developer who asks for it on the command line", async () => {
    const [node, program] = RELEASE;
    const host = newHost([node, "--inspect=127.0.0.1:0", program]);
    await host.hello();
    await host.request("module", {});
    assert.equal(await debuggable(host.log), true);
    // A host that is debugged waits for the debugger to go.
    host.child.kill("SIGKILL");
    await host.ended;
  });
});

describe("The memory of the host", () => {
  let stage: Stage;
  before(async () => {
    stage = await openStage({});
  });
  after(() => stage.close());

  it("is closed to other programs of the person once a card is known", async () => {
    // What is closed belongs to root in proc(5). Root itself would see no difference.
    const root = process.getuid?.() === 0;
    const words = stage.host.filter((word) => !word.startsWith("--devkit-trust="));
    const start = () =>
      new Peer(["/usr/bin/env", ...(root ? ["setpriv", `--reuid=${NOBODY}`, "--clear-groups"] : []), ...words]);
    const owner = ({ child }: Peer) => statSync(`/proc/${child.pid}/maps`).uid;
    const [without, host] = [start(), start()];
    try {
      await without.request("hello", { protocol: PROTOCOL_VERSION, version: "test", cards: false });
      assert.equal(owner(without), root ? NOBODY : process.getuid?.());
      await host.hello();
      await host.cards(({ readers }) => readers.some(({ card }) => card?.status === "ready"));
      assert.equal(owner(host), 0);
    } finally {
      await Promise.all([without.close(), host.close()]);
    }
  });
});
