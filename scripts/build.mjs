import { createHash } from "node:crypto";
import { existsSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { step } from "./step.mjs";

const SOURCES = [
  "extension",
  "native-host",
  "shared",
  "manifests",
  "scripts/extension",
  "devkit",
  "webpack.config.js",
  "tsconfig.json",
  "package.json",
  "package-lock.json",
];
const RESULTS = [
  "dist/extension/chromium/manifest.json",
  "dist/extension/firefox/manifest.json",
  "dist/host/main.cjs",
  "dist/devkit/host.cjs",
];

/** Builds extension and host if a source has changed or a result is missing. */
export function build(root) {
  const stamp = join(root, "dist/.varco-build");
  const sources = fingerprint(root);
  const done = existsSync(stamp) && readFileSync(stamp, "utf8") === sources;
  if (done && RESULTS.every((name) => existsSync(join(root, name)))) return;
  console.error("Building");
  rmSync(stamp, { force: true });
  step(process.execPath, ["node_modules/webpack/bin/webpack.js", "--fail-on-warnings"], { cwd: root });
  writeFileSync(stamp, sources);
}

/** Hashes names, sizes and times of the sources; reading the contents would take longer. */
function fingerprint(root) {
  const hash = createHash("sha256");
  const add = (name) => {
    const path = join(root, name);
    const stat = statSync(path);
    if (stat.isDirectory()) for (const child of readdirSync(path).sort()) add(join(name, child));
    else hash.update(`${name}\n${stat.size} ${stat.mtimeMs}\n`);
  };
  SOURCES.forEach(add);
  return hash.digest("hex");
}
