import assert from "node:assert/strict";
import { chmodSync, mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { changeableByOthers } from "../../../native-host/install/changeable";

describe("What others than root could exchange", () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(realpathSync(tmpdir()), "varco-changeable-"));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it("is none of the system's own programs", () => {
    assert.equal(changeableByOthers("/bin/sh"), null);
  });

  it("is what a person owns, or may write, and what is in it; a link counts as what it leads to", function () {
    const program = join(folder, "program/main.cjs");
    mkdirSync(join(folder, "program"));
    writeFileSync(program, "");
    symlinkSync(program, join(folder, "link"));
    if (process.getuid?.() !== 0) {
      assert.equal(changeableByOthers(join(folder, "link")), program);
      return;
    }
    assert.equal(changeableByOthers(program), null);
    chmodSync(join(folder, "program"), 0o1777);
    assert.equal(changeableByOthers(program), null, "sticky, as /tmp");
    chmodSync(join(folder, "program"), 0o775);
    assert.equal(changeableByOthers(program), join(folder, "program"));
    assert.equal(changeableByOthers(join(folder, "link")), join(folder, "program"));
    chmodSync(program, 0o646);
    assert.equal(changeableByOthers(program), program);
  });
});
