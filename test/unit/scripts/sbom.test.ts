import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import * as v from "valibot";

const ROOT = new URL("../../../", import.meta.url);
const bill = v.object({
  bomFormat: v.literal("CycloneDX"),
  metadata: v.object({ component: v.object({ name: v.string() }) }),
  components: v.array(
    v.object({ name: v.string(), hashes: v.array(v.object({ alg: v.literal("SHA-512"), content: v.string() })) }),
  ),
});

describe("The bill of materials", () => {
  it("names what a release is made from, each with its digest, and no moment of its making", () => {
    execFileSync(process.execPath, [fileURLToPath(new URL("scripts/sbom.mjs", ROOT))], { stdio: "ignore" });
    const text = readFileSync(new URL("dist/varco.cdx.json", ROOT), "utf8");
    assert.doesNotMatch(text, /"(timestamp|serialNumber)"/);
    const { metadata, components } = v.parse(bill, JSON.parse(text));
    assert.equal(metadata.component.name, "varco");
    const names = components.map(({ name }) => name);
    const { dependencies } = v.parse(
      v.object({ dependencies: v.record(v.string(), v.string()) }),
      JSON.parse(readFileSync(new URL("package.json", ROOT), "utf8")),
    );
    for (const name of Object.keys(dependencies)) assert(names.includes(name), name);
    assert(!names.includes("oxlint"));
    assert(components.every(({ hashes }) => hashes.length === 1));
  });
});
