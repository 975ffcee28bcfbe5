import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import * as v from "valibot";

const lockFile = v.object({
  packages: v.record(v.string(), v.object({ integrity: v.optional(v.string()) })),
});

describe("The lock file of npm", () => {
  it("pins every package with a digest", () => {
    const { packages } = v.parse(
      lockFile,
      JSON.parse(readFileSync(new URL("../../../package-lock.json", import.meta.url), "utf8")),
    );
    const entries = Object.entries(packages).filter(([path]) => path !== "");
    assert(entries.length > 400);
    assert.deepEqual(
      entries.filter(([, { integrity }]) => !/^sha512-[\w+/]{86}==$/.test(integrity ?? "")).map(([path]) => path),
      [],
    );
  });
});
