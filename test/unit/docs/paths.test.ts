import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { posix } from "node:path";

const tracked = execFileSync("git", ["ls-files"], { encoding: "utf8" }).trim().split("\n");
const folders = new Set(tracked.flatMap(foldersOf));
const everything = [...tracked, ...folders];
const documents = tracked.filter((path) => path.endsWith(".md"));

/** Every folder above a file. */
function foldersOf(file: string): string[] {
  const steps = file.split("/").slice(0, -1);
  return steps.map((_, index) => steps.slice(0, index + 1).join("/"));
}

/** The targets of a document's links and pictures inside the repository, from its root. */
function linksIn(document: string, text: string): string[] {
  const targets = [...text.matchAll(/\]\(([^)\s]+)\)/g)].map(([, target = ""]) => target.replace(/#.*$/, ""));
  return targets
    .filter((target) => target !== "" && !/^[a-z]+:/.test(target))
    .map((target) => posix.normalize(posix.join(posix.dirname(document), target)));
}

/** The words of a document that are set as code, one by one: in backticks, or in a fenced block. */
function codeIn(text: string): string[] {
  const fenced = [...text.matchAll(/^```[^\n]*\n(.*?)^```/gms)].map(([, block = ""]) => block);
  const inline = [...text.replaceAll(/^```.*?^```/gms, "").matchAll(/`([^`\n]+(?:\n[^`\n]+)?)`/g)];
  return [...fenced, ...inline.map(([, code = ""]) => code)].flatMap((code) => code.split(/[\s'"()]+/));
}

/** `a/{b,c}.ts` stands for `a/b.ts` and `a/c.ts`. */
function expanded(word: string): string[] {
  const braces = /^(.*)\{([^{}]*)\}(.*)$/.exec(word);
  if (braces === null) return [word];
  const [, before = "", choices = "", after = ""] = braces;
  return choices.split(",").flatMap((choice) => expanded(before + choice + after));
}

/**
 * Whether a word names a place in this repository: it starts in one of the top folders, or it is the name of a source
 * file or folder. What the build and npm make is not in the repository.
 */
function isPath(word: string): boolean {
  if (!/^\.?[\w@{][\w@{},.*/-]*$/.test(word) || /^(dist|node_modules)\//.test(word)) return false;
  return folders.has(word.split("/")[0] ?? "") ? word.includes("/") : /(\.(ts|tsx|mjs|cjs|md|yml)|[a-z]\/)$/.test(word);
}

/**
 * Whether a word names something that exists: a path from the root, or the end of one. A pattern counts up to its first
 * star. A room that is one file stands in the room table without `.ts`.
 */
function stands(word: string): boolean {
  const steps = word.replace(/\/$/, "").split("/");
  const star = steps.findIndex((step) => step.includes("*"));
  const path = (star < 0 ? steps : steps.slice(0, star)).join("/");
  return path === "" || [path, `${path}.ts`].some((name) => everything.some((one) => `/${one}`.endsWith(`/${name}`)));
}

describe("The documents", () => {
  for (const document of documents) {
    const text = readFileSync(document, "utf8");

    it(`link from ${document} to what exists`, () => {
      assert.deepEqual(
        linksIn(document, text).filter((path) => !everything.includes(path)),
        [],
      );
    });

    it(`name in ${document} only paths that exist`, () => {
      const paths = codeIn(text).filter(isPath).flatMap(expanded);
      assert.deepEqual([...new Set(paths.filter((path) => !stands(path)))], []);
    });
  }

  it("quote titles that the named test files have", () => {
    const quotes = documents.flatMap((document) =>
      [...readFileSync(document, "utf8").matchAll(/`([\w/.-]+\.test\.ts)`\s+\("([^"]+)"/g)].map(
        ([, file = "", title = ""]) => ({ document, file, title: title.replaceAll(/\s+/g, " ") }),
      ),
    );
    assert.ok(quotes.length > 0);
    for (const { document, file, title } of quotes) {
      const found = tracked.filter((path) => path.endsWith(`/${file}`) || path === file);
      assert.ok(
        found.some((path) => readFileSync(path, "utf8").includes(title)),
        `${document}: ${file} ("${title}")`,
      );
    }
  });
});
