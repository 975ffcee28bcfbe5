// `npm run zip` packs the built extension for the stores: dist/varco-chromium.zip and dist/varco-firefox.xpi.
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join, relative, sep } from "node:path";
import { ROOT } from "../prepare.mjs";
import { zip } from "./zip.mjs";

const PACKAGES = { chromium: "varco-chromium.zip", firefox: "varco-firefox.xpi" };

for (const [browser, name] of Object.entries(PACKAGES)) {
  const archive = await zip(filesIn(join(ROOT, "dist/extension", browser)));
  writeFileSync(join(ROOT, "dist", name), archive);
  console.log(`dist/${name}  ${(archive.length / 1000).toFixed(1)} kB`);
}

/** The bytes of all files in a folder, by their names in it. */
function filesIn(folder) {
  return new Map(
    readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name))
      .map((path) => [relative(folder, path).replaceAll(sep, "/"), readFileSync(path)]),
  );
}
