import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";

const notice = readFileSync("extension/licenses/npm-packages.txt", "utf8");

/** npm packages that the sources of the extension import. */
function imported(): string[] {
  const sources = execFileSync("git", ["ls-files", "extension", "shared"], { encoding: "utf8" })
    .split("\n")
    .filter((file) => /\.tsx?$/.test(file));
  const names = sources.flatMap((file) =>
    [...readFileSync(file, "utf8").matchAll(/\bfrom "([^."][^"]*)"/g)].map(([, name = ""]) =>
      name.split("/", name.startsWith("@") ? 2 : 1).join("/"),
    ),
  );
  return [...new Set(names)].sort();
}

describe("The notice about npm packages in the extension", () => {
  it("names every package that the extension imports, with the copyright of its licence", () => {
    // The build replaces the polyfill (extension/browser/interface.ts); only its types are used.
    const packages = imported().filter((name) => name !== "webextension-polyfill");
    assert.deepEqual([...notice.matchAll(/^([\w-]+): Copyright/gm)].map(([, name]) => name).sort(), packages);
    for (const name of packages) {
      const file = readdirSync(`node_modules/${name}`).find((one) => /^licen[cs]e/i.test(one)) ?? "";
      const [copyright = "?"] = /^Copyright \(c\).*$/m.exec(readFileSync(`node_modules/${name}/${file}`, "utf8")) ?? [];
      assert.ok(notice.includes(`${name}: ${copyright.trim()}\n`), `${name}: ${copyright}`);
    }
  });
});
