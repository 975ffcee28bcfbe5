import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { runsWithoutModule, startedAt } from "../../../native-host/install/loaded-module";

const BROWSER = 100;
const NSS = "7f00-7f01 r-xp 00000000 08:01 42 /usr/lib/libsoftokn3.so\n";

describe("a browser that runs", () => {
  let proc: string;
  beforeEach(() => {
    proc = mkdtempSync(join(tmpdir(), "varco-proc-"));
  });
  afterEach(() => rmSync(proc, { recursive: true }));

  function process(
    pid: number,
    parent: number,
    { name = "sh", args = [], maps = "" }: { name?: string; args?: readonly string[]; maps?: string } = {},
  ): void {
    const folder = join(proc, String(pid));
    mkdirSync(folder);
    writeFileSync(join(folder, "stat"), `${pid} (${name}) S ${parent} ${parent} 0 0 -1\n`);
    writeFileSync(join(folder, "cmdline"), args.map((word) => `${word}\0`).join(""));
    writeFileSync(join(folder, "maps"), maps);
  }

  it("does not have the module when it has read the list of modules and p11-kit has started none in it", () => {
    process(BROWSER, 1, { maps: NSS });
    process(101, BROWSER, { args: ["/bin/node", "/x/host.cjs", "chrome-extension://abc/"] });
    process(102, 50, { args: ["/bin/node", "/x/host.cjs", "module"] });
    assert.equal(runsWithoutModule(BROWSER, proc), true);
  });

  it("has it when p11-kit has started it, whatever processes are called", () => {
    process(BROWSER, 1, { maps: NSS });
    process(101, BROWSER, { name: "a) S 7 (b", args: ["/bin/node", "/x/host.cjs", "module"] });
    assert.equal(runsWithoutModule(BROWSER, proc), false);
  });

  it("will have it when it has not read the list yet", () => {
    process(BROWSER, 1, { maps: "7f00-7f01 r-xp 00000000 08:01 42 /usr/lib/libnss3.so\n" });
    assert.equal(runsWithoutModule(BROWSER, proc), false);
  });

  it("tells when it was started", () => {
    process(BROWSER, 1);
    const fields = Array.from({ length: 50 }, (_, index) => (index === 19 ? "12345" : "0"));
    writeFileSync(join(proc, String(BROWSER), "stat"), `${BROWSER} (a) b c) ${fields.join(" ")}\n`);
    assert.equal(startedAt(BROWSER, proc), null);
    writeFileSync(join(proc, "stat"), "cpu 1 2 3\nbtime 1700000000\nprocesses 1\n");
    assert.equal(startedAt(BROWSER, proc), 1_700_000_123_450);
    assert.equal(startedAt(99, proc), null);
  });

  if (globalThis.process.platform === "linux")
    it("tells the real moment of this process", () => {
      const begun = Date.now() - globalThis.process.uptime() * 1000;
      assert(Math.abs((startedAt(globalThis.process.pid) ?? 0) - begun) < 2000);
    });

  it("is unknown where its processes cannot be seen", () => {
    assert.equal(runsWithoutModule(BROWSER, proc), false);
    assert.equal(runsWithoutModule(BROWSER, join(proc, "none")), false);
  });
});
