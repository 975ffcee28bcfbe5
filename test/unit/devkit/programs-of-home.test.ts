import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { endProgramsOf } from "../../../devkit/browser/programs-of-home";
import { until } from "../../../devkit/until";

/** Writes one file after another into the folder that its argument or its environment names. */
const WRITER = 'i=0; while :; do i=$((i+1)); : > "${1:-$HOME}/$i"; done';

// Elsewhere nobody sees the environment of other programs.
const onLinux = existsSync("/proc/self/environ") ? describe : null;

onLinux?.("The programs of a throw-away home", () => {
  for (const [what, words, env] of [
    ["that have it in their environment", () => [], (home: string) => ({ HOME: home })],
    ["that name it in their command line", (home: string) => [`${home}/.`], () => ({})],
  ] as const)
    it(`${what} end, and nothing is left of it`, async () => {
      const home = mkdtempSync(join(tmpdir(), "varco-home-"));
      const writer = spawn("sh", ["-c", WRITER, "sh", ...words(home)], {
        env: { PATH: process.env["PATH"], ...env(home) },
      });
      await until("the first files", () => readdirSync(home).length > 0);
      endProgramsOf(home);
      rmSync(home, { recursive: true });
      assert.equal(existsSync(home), false);
      await until("the end of the writer", () => writer.signalCode === "SIGKILL");
    });

  it("are none of others", async () => {
    const home = mkdtempSync(join(tmpdir(), "varco-home-"));
    const other = spawn("sleep", ["60"], { env: { PATH: process.env["PATH"], HOME: `${home}-other` } });
    endProgramsOf(home);
    assert.equal(other.kill("SIGTERM"), true);
    await until("its end", () => other.signalCode === "SIGTERM");
    rmSync(home, { recursive: true });
  });
});
