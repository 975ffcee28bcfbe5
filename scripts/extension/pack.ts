// `npm run zip` packs the built extension for the stores: dist/varco-chromium.zip and dist/varco-firefox.xpi. An argument
// names the browser, if it is for one only.
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { builtFiles } from "./built-files";
import { zip } from "./zip";

const ROOT = fileURLToPath(new URL("../../", import.meta.url));
const PACKAGES = [
  { browser: "chromium", name: "varco-chromium.zip" },
  { browser: "firefox", name: "varco-firefox.xpi" },
] as const;

const [wanted] = process.argv.slice(2);

for (const { browser, name } of PACKAGES) {
  if (wanted !== undefined && wanted !== browser) continue;
  const archive = zip(builtFiles(browser));
  writeFileSync(join(ROOT, "dist", name), archive);
  console.log(`dist/${name}  ${(archive.length / 1000).toFixed(1)} kB`);
}
