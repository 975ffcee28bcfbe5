import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { unzipSync } from "fflate";
import { denseZip } from "../../../scripts/extension/dense-zip";
import { zip } from "../../../scripts/extension/zip";

const bytes = (text: string) => Buffer.from(text);
const FILES = [
  ["pages/help.html", bytes("<p>".repeat(500))],
  ["manifest.json", bytes("{}")],
  ["pages/città.txt", bytes("à")],
] as const;

describe("The archives for the stores", () => {
  it("hold each file with its bytes", () => {
    const found = unzipSync(zip(new Map(FILES)));
    assert.deepEqual(
      Object.entries(found).map(([name, content]) => [name, Buffer.from(content)]),
      FILES.toSorted(([one], [other]) => (one < other ? -1 : 1)).map((file) => [...file]),
    );
  });

  it("are the same for the same files, whatever their order and the day", () => {
    assert.deepEqual(zip(new Map(FILES)), zip(new Map(FILES.toReversed())));
  });

  it("hold the same in the dense form of the stores, in fewer bytes", async () => {
    const words = readFileSync("docs/architecture.md", "utf8").slice(-12_000);
    const files = new Map([...FILES, ["words.txt", bytes(words)] as const]);
    const dense = await denseZip(files);
    assert.deepEqual(unzipSync(dense), unzipSync(zip(files)));
    assert.ok(dense.length < zip(files).length, `${dense.length} and ${zip(files).length}`);
    assert.deepEqual(await denseZip(new Map([...files].toReversed())), dense);
  });
});
