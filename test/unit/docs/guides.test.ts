import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { LANGUAGES, type Language } from "../../../extension/issuers/language";
import { packageName } from "../../../scripts/package/macos/names";
import { readMessages } from "../pages/messages";

const pages = (language: Language) => readdirSync(`docs/${language}`).sort();
const read = (language: Language, page: string) => readFileSync(`docs/${language}/${page}`, "utf8");
/** What makes up a page, whatever its words: headings, rows of tables, steps, pictures. */
const shape = (text: string) => {
  const count = (pattern: RegExp) => text.match(pattern)?.length ?? 0;
  return {
    headings: [...text.matchAll(/^(#+) /gm)].map(([, level]) => level),
    rows: count(/^\|/gm),
    steps: count(/^\d\. /gm),
    points: count(/^- /gm),
    pictures: count(/!\[/g),
  };
};
/** Buttons that the guides tell people to press, by the page that names them. */
const BUTTONS = [
  ["install.md", "options_about_checks"],
  ["remove.md", "module_turn_off"],
  ["troubleshooting.md", "module_turn_on"],
  ["troubleshooting.md", "report_copy"],
  ["troubleshooting.md", "options_about_checks"],
  ["troubleshooting.md", "examination_begin"],
] as const;

describe("The guides for people", () => {
  for (const language of LANGUAGES) {
    it(`have the same pages in ${language} as in Italian, with the same parts`, () => {
      assert.deepEqual(pages(language), pages("it"));
      for (const page of pages("it")) assert.deepEqual(shape(read(language, page)), shape(read("it", page)), page);
    });

    it(`call the buttons in ${language} as the pages do`, () => {
      const texts = readMessages(language);
      for (const [page, key] of BUTTONS)
        assert.ok(read(language, page).replace(/\s+/g, " ").includes(texts[key]!.message), key);
    });

    it(`call the packages for macOS in ${language} as they are called`, () => {
      const version = language === "it" ? "VERSIONE" : "VERSION";
      for (const processor of ["arm64", "x86_64"])
        assert.ok(read(language, "install.md").includes(packageName(version, processor)), processor);
    });

    it(`have pictures of the pages in ${language} in every guide that shows them`, () => {
      for (const page of pages(language))
        for (const [, target = ""] of read(language, page).matchAll(/!\[[^\]]+\]\(([^)]+)\)/g))
          assert.match(target, new RegExp(`^\\.\\./pictures/${language}/`));
    });
  }
});

describe("The page for administrators", () => {
  it("shows the policies as the files have them", () => {
    const shown = readFileSync("docs/administrators.md", "utf8").matchAll(/<!-- (\S+) -->\s+```json\n(.*?)```/gs);
    const examples = [...shown].map(([, path = "", text = ""]) => [path, JSON.parse(text)] as const);
    assert.equal(examples.length, 2);
    for (const [path, example] of examples) assert.deepEqual(example, JSON.parse(readFileSync(path, "utf8")), path);
  });
});

describe("The count of the first five minutes", () => {
  it("adds up", () => {
    const text = readFileSync("docs/first-five-minutes.md", "utf8");
    const tables = [...text.matchAll(/(^\| \d+\. .*?)^\| \*\*(\d+) steps\*\* +\| \*\*(\d+): /gms)];
    assert.equal(tables.length, 3);
    for (const [, rows = "", steps, seconds] of tables) {
      const times = [...rows.matchAll(/\| (\d+) +\|$/gm)].map(([, time]) => Number(time));
      assert.equal(times.length, Number(steps));
      assert.equal(
        times.reduce((sum, time) => sum + time, 0),
        Number(seconds),
      );
    }
  });
});
