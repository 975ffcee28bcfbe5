import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import * as v from "valibot";

const PACKAGE = v.object({ engines: v.object({ node: v.string() }) });
const GOOD = ["20.19.0", "20.20.2", "22.13.0", "22.99.1", "24.0.0", "25.1.0", "26.12.1"];
const BAD = ["18.20.0", "20.18.3", "21.7.3", "22.12.0", "23.11.1"];

describe("The versions of Node in package.json", () => {
  const { engines } = v.parse(PACKAGE, JSON.parse(readFileSync("package.json", "utf8")));
  const script = `
    import { satisfies } from "./scripts/satisfies.mjs";
    const [versions, range] = JSON.parse(process.argv[1]);
    console.log(JSON.stringify(versions.filter((version) => satisfies(version, range))));`;
  const asked = JSON.stringify([[...GOOD, ...BAD], engines.node]);
  const args = ["--input-type=module", "-e", script, asked];

  it("are those with which the commands begin", () => {
    assert.deepEqual(JSON.parse(execFileSync(process.execPath, args, { encoding: "utf8" })), GOOD);
  });
});
