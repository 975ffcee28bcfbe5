import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import * as v from "valibot";
import { VARCO_VERSION } from "../../../shared/identity";

const first = (path: string, pattern: RegExp): string | undefined => pattern.exec(readFileSync(path, "utf8"))?.[1];

describe("The version of this build", () => {
  it("is the one in publiccode.yml", () => {
    assert.equal(first("publiccode.yml", /^softwareVersion: "(.*)"$/m), VARCO_VERSION);
  });

  it("is the newest one in the changelog", () => {
    assert.equal(first("CHANGELOG.md", /^## (\d\S*)/m), VARCO_VERSION);
  });
});

describe(".nvmrc", () => {
  it("names the oldest Node that package.json supports", () => {
    const text: unknown = JSON.parse(readFileSync("package.json", "utf8"));
    const { engines } = v.parse(v.object({ engines: v.object({ node: v.string() }) }), text);
    assert.equal(engines.node.split(" || ")[0], `^${readFileSync(".nvmrc", "utf8").trim()}`);
  });
});
