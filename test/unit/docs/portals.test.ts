import assert from "node:assert/strict";
import { readdirSync, readFileSync, statSync } from "node:fs";
import { join, posix } from "node:path";
import { SERVER_NAMES } from "../../../devkit/servers/servers";

const PAGES = "docs/portals";
const EXAMPLES = "devkit/servers/examples";

interface Quote {
  readonly block: string;
  /** The file to which the nearest link before the block leads. */
  readonly file: string;
}

/** The fenced blocks of a page, each with the example that it comes from. */
function quotesIn(page: string): Quote[] {
  const text = readFileSync(page, "utf8");
  return [...text.matchAll(/^```[^\n]*\n(.*?)^```/gms)].map(({ 1: block = "", index }) => {
    const target = [...text.slice(0, index).matchAll(/\]\(([^)\s]+)\)/g)].at(-1)?.[1] ?? assert.fail("no link");
    return { block, file: posix.join(PAGES, target) };
  });
}

/** The lines without their indentation, which differs between page and file. */
function lines(text: string): string {
  return `\n${text
    .trimEnd()
    .split("\n")
    .map((line) => line.trim())
    .join("\n")}\n`;
}

describe("The pages for portal operators", () => {
  it("are one for each server, and their list names all", () => {
    const pages = SERVER_NAMES.map((name) => `${name}.md`);
    assert.deepEqual(readdirSync(PAGES).sort(), ["README.md", ...pages].sort());
    const list = readFileSync(join(PAGES, "README.md"), "utf8");
    for (const page of pages) assert.ok(list.includes(`](${page})`), page);
  });

  for (const name of SERVER_NAMES) {
    const page = `${PAGES}/${name}.md`;

    it(`quote in ${page} only lines of the files that the tests run`, () => {
      const quotes = quotesIn(page);
      assert.ok(quotes.length > 0);
      for (const { block, file } of quotes)
        assert.ok(lines(readFileSync(file, "utf8")).includes(lines(block)), `${file} has no such lines:\n${block}`);
    });

    it(`link from ${page} to every file of the example`, () => {
      const text = readFileSync(page, "utf8");
      const folder = join(EXAMPLES, name);
      const files = readdirSync(folder, { recursive: true, encoding: "utf8" })
        .map((file) => join(folder, file))
        .filter((file) => statSync(file).isFile());
      assert.deepEqual(
        files.filter((file) => !text.includes(`(../../${file})`)),
        [],
      );
    });
  }
});
