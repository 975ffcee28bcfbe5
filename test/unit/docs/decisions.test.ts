import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";

const FOLDER = "docs/decisions";
const records = readdirSync(FOLDER)
  .filter((name) => name !== "README.md")
  .sort();
const read = (name: string): string => readFileSync(`${FOLDER}/${name}`, "utf8");

describe("The records of decisions", () => {
  it("have numbers without a gap", () => {
    const numbers = records.map((name) => /^(\d{4})-[a-z0-9-]+\.md$/.exec(name)?.[1]);
    assert.deepEqual(
      numbers,
      records.map((_, index) => String(index + 1).padStart(4, "0")),
    );
  });

  it("stand in the index with their titles", () => {
    const index = read("README.md");
    for (const name of records) {
      const [, number = "", title = ""] = /^# (\d{4}): (.+)$/m.exec(read(name)) ?? [];
      assert.ok(index.includes(`- [${number}](${name}): ${title}\n`), name);
    }
  });

  it("give context, decision and consequences", () => {
    for (const name of records) {
      const headings = [...read(name).matchAll(/^## (.+)$/gm)].map(([, heading]) => heading);
      assert.deepEqual(headings, ["Context", "Decision", "Consequences"], name);
    }
  });
});
