// `node scripts/lint-extension.mjs chromium|firefox`: Mozilla's linter on the built extension. Every error,
// warning and notice is a failure.
import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { ROOT } from "./prepare.mjs";

/** Rules that do not apply to the package for Chromium: they are about manifests for Firefox, which has its own. */
const FOR_FIREFOX = [
  "ADDON_ID_REQUIRED",
  "BACKGROUND_SERVICE_WORKER_NOFALLBACK",
  "INCOGNITO_SPLIT_UNSUPPORTED",
  "MISSING_DATA_COLLECTION_PERMISSIONS",
];

const [browser] = process.argv.slice(2);
const folder = join(ROOT, "dist/extension", browser);
const lint = ["node_modules/web-ext/bin/web-ext.js", "lint", "--source-dir", folder, "--output", "json"];
// The linter's exit code counts expected findings too. Unreadable output is a failure.
const { stdout } = spawnSync(process.execPath, lint, {
  cwd: ROOT,
  encoding: "utf8",
  stdio: ["ignore", "pipe", "inherit"],
  maxBuffer: 64 << 20,
});
const { errors, warnings, notices, metadata } = JSON.parse(stdout);
const found = [...errors, ...warnings, ...notices];
const wrong = found.filter(({ code }) => browser === "firefox" || !FOR_FIREFOX.includes(code));
for (const { _type: type, code, file, line, message, description } of wrong)
  console.log(`${type} ${code} ${file ?? ""}:${line ?? ""} ${message}\n  ${description}`);
console.log(
  `The extension ${metadata.version} for ${browser}: ${wrong.length} to mend, ${found.length - wrong.length} that do not apply`,
);
process.exit(wrong.length === 0 ? 0 : 1);
