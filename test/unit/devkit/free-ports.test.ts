import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { twoFreePorts } from "../../../devkit/pcscd/free-ports";

describe("The ports of pcscd's virtual readers", () => {
  it("are none that Linux gives to others while pcscd is not running", async function () {
    const range = await readFile("/proc/sys/net/ipv4/ip_local_port_range", "utf8").catch(() => null);
    if (range === null) return this.skip();
    const lowest = Number(range.split(/\s+/)[0]);
    for (let time = 0; time < 20; time += 1) {
      const port = await twoFreePorts();
      assert.ok(port + 1 < lowest, `${port} is one of those from ${lowest}`);
    }
  });
});
