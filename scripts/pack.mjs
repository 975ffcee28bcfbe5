// `npm run package [-- SYSTEM… KIND…]`: builds the packages of a release. scripts/package/main.ts says which there are.
import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { ROOT, prepare } from "./prepare.mjs";

const MAIN = ["--import", join(ROOT, "devkit/typescript.mjs"), join(ROOT, "scripts/package/main.ts")];
const args = process.argv.slice(2);
const run = (...more) => spawnSync(process.execPath, [...MAIN, ...more], { stdio: "inherit", cwd: ROOT }).status ?? 1;
prepare(["build", "packages"]);
process.exit(run(...args));
