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
});
