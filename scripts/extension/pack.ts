// `npm run zip` packs the built extension for the stores: dist/varco-chromium.zip and dist/varco-firefox.xpi. An argument
// names the browser, if it is for one only.
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join, relative, sep } from "node:path";
import { fileURLToPath } from "node:url";
import { zip } from "./zip";

const ROOT = fileURLToPath(new URL("../../", import.meta.url));
const PACKAGES = { chromium: "varco-chromium.zip", firefox: "varco-firefox.xpi" };

const [wanted] = process.argv.slice(2);

for (const [browser, name] of Object.entries(PACKAGES)) {
  if (wanted !== undefined && wanted !== browser) continue;
  const archive = zip(filesIn(join(ROOT, "dist/extension", browser)));
  writeFileSync(join(ROOT, "dist", name), archive);
  console.log(`dist/${name}  ${(archive.length / 1000).toFixed(1)} kB`);
}

/** The bytes of all files in a folder, by their names in it. */
function filesIn(folder: string): ReadonlyMap<string, Uint8Array> {
  return new Map(
    readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name))
      .map((path): [string, Buffer] => [relative(folder, path).replaceAll(sep, "/"), readFileSync(path)]),
  );
}
