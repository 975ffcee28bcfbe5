import { createHash } from "node:crypto";
import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { step } from "./step.mjs";

/** Runs `npm ci` where what is installed is not what the lock file says, or was made for another Node. */
export function installNpmPackages(root, uses) {
  const addOn = join(root, "node_modules/pcsclite/build/Release/pcsclite.node");
  const stamp = join(root, "node_modules/.varco-installed");
  const lock = createHash("sha256")
    .update(readFileSync(join(root, "package-lock.json")))
    .digest("hex");
  // The add-on for PC/SC is optional and needs a compiler: where that came later, npm has to try again, once.
  const state = `${lock} ${process.platform}-${process.arch}-${process.versions.modules}`;
  // The last thing that npm writes. Where it could not reach its registry, some versions still exit with 0.
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
      console.error('"npm ci" did not come to its end, so Varco is not ready. Can npm reach its registry?');
      process.exit(1);
    }
    writeFileSync(stamp, uses.includes("build") || existsSync(addOn) ? `${state} compiler` : state);
  }
  if (!uses.includes("build") || existsSync(addOn)) return;
  console.error(
    'The npm package pcsclite could not be built: smart-card readers will not be found. "npm rebuild pcsclite --foreground-scripts" says why.',
  );
  if (uses.includes("pcsc")) process.exit(1);
}

/** Node's headers, which most Nodes bring along: then the compiler need not fetch them. */
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
