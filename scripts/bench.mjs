// `npm run bench`: figures beside those of the peers, in one run. Timings are noisy: read the ratios.
import { spawnSync } from "node:child_process";
import { ROOT, prepare } from "./prepare.mjs";

prepare(["build", "chromium", "firefox", "virtual-display", "pcsc", "witness"]);
const run = (command, args) => {
  const { status } = spawnSync(command, args, { cwd: ROOT, stdio: "inherit" });
  if (status !== 0) process.exit(status ?? 1);
};
run("npm", ["run", "-s", "zip"]);
run(process.execPath, ["--import", "./devkit/typescript.mjs", "test/bench/main.ts"]);
