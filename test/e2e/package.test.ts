import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { deflateRawSync } from "node:zlib";
import { BROWSER_NAMES } from "../../devkit/browser/browsers";

const LIMIT = 300_000;

for (const name of BROWSER_NAMES)
  describe(`The built extension for ${name}`, () => {
    const folder = fileURLToPath(new URL(`../../dist/extension/${name}`, import.meta.url));
    const files = readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((file) => file.isFile())
      .map((file) => join(file.parentPath, file.name));

    it("has less than 300 kB when packed, with typeface and help in three languages", () => {
      const packed = files.reduce((sum, file) => sum + deflateRawSync(readFileSync(file)).length, 0);
      assert.ok(packed > 100_000 && packed < LIMIT, String(packed));
    });

    it("has all styles in one sheet: a page waits for each file", () => {
      const sheets = files.filter((file) => file.endsWith(".css"));
      assert.equal(sheets.length, 1);
      assert.ok(!readFileSync(sheets[0]!, "utf8").includes("@import"));
    });

    it("includes the licences of the works of others", () => {
      const licences = files.filter((file) => file.includes("/licenses/")).map((file) => readFileSync(file, "utf8"));
      assert.equal(licences.length, 2);
      assert.ok(
        licences.some((text) => text.includes("SIL OPEN FONT LICENSE")) &&
          licences.some((text) => text.includes("Redistribution and use")),
      );
    });
  });
