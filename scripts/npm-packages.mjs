import { createHash } from "node:crypto";
import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { step } from "./step.mjs";

/** Runs `npm ci` if node_modules does not match the lock file or was built for another Node. */
export function installNpmPackages(root, uses) {
  const addOn = join(root, "node_modules/pcsclite/build/Release/pcsclite.node");
  const stamp = join(root, "node_modules/.varco-installed");
  const lock = createHash("sha256")
    .update(readFileSync(join(root, "package-lock.json")))
    .digest("hex");
  // The PC/SC add-on is optional and needs a compiler. If the compiler came later, npm tries once more.
  const state = `${lock} ${process.platform}-${process.arch}-${process.versions.modules}`;
  // npm writes this file last. Some versions exit with 0 although they could not reach the registry.
  const npmEnded = () => existsSync(join(root, "node_modules/.package-lock.json"));
  const done = npmEnded() && existsSync(stamp) ? readFileSync(stamp, "utf8") : "";
  const enough = uses.includes("build") ? [`${state} compiler`] : [`${state} compiler`, state];
  if (!enough.includes(done)) {
    console.error("Installing npm packages");
    rmSync(stamp, { force: true });
    step("npm", ["ci", "--no-audit", "--no-fund", "--loglevel=error"], {
      cwd: root,
      env: { ...process.env, ...headers() },
    });
    if (!npmEnded()) {
      console.error('"npm ci" did not finish, so Varco is not ready. Can npm reach its registry?');
      process.exit(1);
    }
    writeFileSync(stamp, uses.includes("build") || existsSync(addOn) ? `${state} compiler` : state);
  }
  if (!uses.includes("build") || existsSync(addOn)) return;
  console.error(
    'The npm package pcsclite could not be built: card readers are reached without it. "npm rebuild pcsclite --foreground-scripts" says why.',
  );
  if (uses.includes("pcsc")) process.exit(1);
}

/** Points the compiler at the headers that most Node installations include, so that it fetches none. */
function headers() {
  const prefix = dirname(dirname(process.execPath));
  const header = join(prefix, "include/node/node_version.h");
  if (!existsSync(header)) return {};
  const text = readFileSync(header, "utf8");
  const version = ["MAJOR", "MINOR", "PATCH"]
    .map((part) => new RegExp(`#define NODE_${part}_VERSION (\\d+)`).exec(text)?.[1])
    .join(".");
  return version === process.versions.node ? { npm_config_nodedir: prefix } : {};
}
