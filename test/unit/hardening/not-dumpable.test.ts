import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { fileURLToPath } from "node:url";

if (process.platform === "linux")
  describe("The memory of a process that uses cards", () => {
    it("is written to no core file and read by no other program of the person", () => {
      const program = fileURLToPath(new URL("dumpable.ts", import.meta.url));
      assert.equal(execFileSync(process.execPath, ["--import", "tsx", program], { encoding: "utf8" }), "1 0");
    });
  });
