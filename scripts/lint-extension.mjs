// `node scripts/lint-extension.mjs chromium|firefox`: Mozilla's linter on the built extension. Every finding that this
// file does not list is a failure.
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { ROOT } from "./prepare.mjs";

/**
 * Rules that do not apply: to which built extensions, in which line of the file (any, where there is none), and why.
 */
const EXPECTED = {
  UNSAFE_VAR_ASSIGNMENT: {
    in: ["chromium", "firefox"],
    line: /\.innerHTML = \w+\.__html\b/,
    why: "Preact's dangerouslySetInnerHTML, which ESLint forbids here",
  },
  BACKGROUND_SERVICE_WORKER_NOFALLBACK: { in: ["chromium"], why: "Firefox has a manifest of its own" },
  ADDON_ID_REQUIRED: { in: ["chromium"], why: "the same" },
  MISSING_DATA_COLLECTION_PERMISSIONS: { in: ["chromium"], why: "the same" },
  INCOGNITO_SPLIT_UNSUPPORTED: { in: ["chromium"], why: "the same" },
};

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
const wrong = found.filter((message) => !expected(message));
for (const { _type: type, code, file, line, message, description } of wrong)
  console.log(`${type} ${code} ${file ?? ""}:${line ?? ""} ${message}\n  ${description}`);
console.log(
  `The extension ${metadata.version} for ${browser}: ${wrong.length} to mend, ${found.length - wrong.length} that do not apply`,
);
process.exit(wrong.length === 0 ? 0 : 1);

function expected({ code, file, line }) {
  const rule = EXPECTED[code];
  if (!rule?.in.includes(browser)) return false;
  return !rule.line || rule.line.test(readFileSync(join(folder, file), "utf8").split("\n")[line - 1] ?? "");
}
