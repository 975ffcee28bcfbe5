import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { appendFileSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { followLog } from "../../../devkit/dev/follow-log";
import { watchedHost } from "../../../devkit/dev/host-command";
import { readDevChoices } from "../../../devkit/dev/options";

describe("npm run dev", () => {
  let folder = "";
  beforeEach(() => (folder = mkdtempSync(join(tmpdir(), "varco-dev-"))));
  afterEach(() => rmSync(folder, { recursive: true }));

  it("takes browser, language and debugger", () => {
    assert.deepEqual(readDevChoices([]), { browser: "chromium", language: "it", inspect: null });
    assert.deepEqual(readDevChoices(["--browser", "firefox", "--inspect"]), {
      browser: "firefox",
      language: "it",
      inspect: 9229,
    });
    assert.equal(readDevChoices(["--inspect=9333"]).inspect, 9333);
    for (const wrong of [["--browser", "lynx"], ["--inspect=0"], ["--inspect=many"], ["--fast"]]) {
      assert.throws(() => readDevChoices(wrong), wrong.join(" "));
    }
  });

  it("keeps the host's standard output for the protocol and its log in a file", () => {
    const log = join(folder, "a host's log");
    const script = 'process.stdout.write(process.argv[1] + "!"); process.stderr.write("said\\n")';
    const [program, ...words] = watchedHost([process.execPath, "-e", script, "--"], log, null);
    assert.equal(execFileSync(program, [...words, "an argument"], { encoding: "utf8" }), "an argument!");
    assert.equal(readFileSync(log, "utf8"), "said\n");
  });

  it("starts the debugger in the host on loopback", () => {
    const log = join(folder, "host.log");
    const script = "process.stdout.write(require('node:inspector').url() ?? '')";
    const [program, ...words] = watchedHost([process.execPath, "-e", script], log, 0);
    assert.match(execFileSync(program, words, { encoding: "utf8" }), /^ws:\/\/127\.0\.0\.1:\d+\//);
    assert.match(readFileSync(log, "utf8"), /Debugger listening/);
  });

  it("hands on whole lines of the log as they come", async () => {
    const log = join(folder, "host.log");
    const lines: string[] = [];
    let two: () => void = () => {};
    const both = new Promise<void>((resolve) => (two = resolve));
    const stop = followLog(log, (line) => {
      lines.push(line);
      if (lines.length === 2) two();
    });
    appendFileSync(log, "first\nsec");
    appendFileSync(log, "ond\nthird is not over");
    await both;
    stop();
    assert.deepEqual(lines, ["first", "second"]);
  });
});
