import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { deflateRawSync } from "node:zlib";
import { BROWSER_NAMES, LANGUAGES } from "../../devkit/browser/browsers";

/** Bytes. The archive needs 4 kB beside the files. docs/decisions/0047 says what is in them. */
const LIMIT = 187_000;

const root = fileURLToPath(new URL("../../", import.meta.url));

function filesIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((file) => file.isFile())
    .map((file) => relative(folder, join(file.parentPath, file.name)))
    .sort();
}

for (const name of BROWSER_NAMES)
  describe(`The built extension for ${name}`, () => {
    const folder = join(root, "dist/extension", name);
    const files = filesIn(folder);
    const read = (file: string) => readFileSync(join(folder, file), "utf8");

    it(`has less than ${LIMIT / 1000} kB when packed, with typeface and help in three languages`, () => {
      const packed = files.reduce((sum, file) => sum + deflateRawSync(readFileSync(join(folder, file))).length, 0);
      assert.ok(packed > 100_000 && packed < LIMIT, String(packed));
    });

    it("has all styles in one sheet: a page waits for each file", () => {
      const sheets = files.filter((file) => file.endsWith(".css"));
      assert.equal(sheets.length, 1);
      assert.ok(!read(sheets[0]!).includes("@import"));
    });

    it("has the texts of the help in a file for each language, and no page loads them all", () => {
      const question = { it: "Che cosa mi serve", de: "Was brauche ich", en: "What do I need" };
      for (const language of LANGUAGES)
        assert.deepEqual(
          files.filter((file) => file.endsWith(".js") && read(file).includes(question[language])),
          [`pages/help-${language}.js`],
        );
      for (const page of files.filter((file) => file.endsWith(".html")))
        assert.doesNotMatch(read(page), /help-\w\w\.js/);
    });

    it("keeps the names of functions: people read stack traces", () => {
      assert.match(read("background.js"), /\bfunction registrableDomain\(\w/);
      assert.match(read("pages/login.js"), /\bfunction PinForm\(/);
    });

    it("has each module once, also one that pages and background use", () => {
      const owners = { "function _addIssue(": "core.js", __H: "pages/shared.js" };
      for (const [words, owner] of Object.entries(owners))
        assert.deepEqual(
          files.filter((file) => file.endsWith(".js") && read(file).includes(words)),
          [owner],
        );
    });

    it("includes the licences of the works of others", () => {
      const licences = files.filter((file) => file.startsWith("licenses/")).map(read);
      assert.equal(licences.length, 3);
      for (const words of ["SIL OPEN FONT LICENSE", "Redistribution and use", "The MIT License"])
        assert.ok(
          licences.some((text) => text.includes(words)),
          words,
        );
    });
  });

describe("The sources that reviewers get", function suite() {
  // Webpack builds the whole extension, without what it has kept of earlier builds.
  this.timeout(120_000);
  it("make the same bytes in another folder, without what earlier builds left", () => {
    // On the file system of the packages, which are linked.
    mkdirSync(join(root, ".cache"), { recursive: true });
    const folder = mkdtempSync(join(root, ".cache/source-"));
    try {
      const run = (command: string, ...args: string[]) =>
        execFileSync(command, args, { cwd: root, encoding: "utf8", env: { ...process.env, GIT_INDEX_FILE: index } });
      // What stands here, committed or not, as the commit would have it; the index of the clone stays as it is.
      const index = join(folder, "index");
      run("git", "add", "--all");
      const tree = run("git", "write-tree").trim();
      const sources = join(folder, "sources");
      run("git", "archive", "--format=zip", `--output=${folder}/sources.zip`, tree);
      run("unzip", "-q", `${folder}/sources.zip`, "-d", sources);
      run("cp", "-al", "node_modules", join(sources, "node_modules"));
      execFileSync(process.execPath, ["node_modules/webpack/bin/webpack.js", "--config-name", "extension-firefox"], {
        cwd: sources,
      });
      const [here, there] = [join(root, "dist/extension/firefox"), join(sources, "dist/extension/firefox")];
      assert.deepEqual(filesIn(there), filesIn(here));
      for (const file of filesIn(here))
        assert.ok(readFileSync(join(here, file)).equals(readFileSync(join(there, file))), file);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
});
