import assert from "node:assert/strict";
import { unzipSync } from "fflate";
import { zip } from "../../../scripts/extension/zip";

const bytes = (text: string) => Buffer.from(text);
const FILES = [
  ["pages/help.html", bytes("<p>".repeat(500))],
  ["manifest.json", bytes("{}")],
  ["pages/città.txt", bytes("à")],
] as const;

describe("The archives for the stores", () => {
  it("hold each file with its bytes", async () => {
    const found = unzipSync(await zip(new Map(FILES)));
    assert.deepEqual(
      Object.entries(found).map(([name, content]) => [name, Buffer.from(content)]),
      FILES.toSorted(([one], [other]) => (one < other ? -1 : 1)).map((file) => [...file]),
    );
  });

  it("are the same for the same files, whatever their order and the day", async () => {
    assert.deepEqual(await zip(new Map(FILES)), await zip(new Map(FILES.toReversed())));
  });

  it("pack a file that would grow as it is", async () => {
    const archive = await zip(new Map([["x", bytes("{}")]]));
    assert.ok(archive.includes("x{}"));
  });
});
