// `npm run -s devkit -- COMMAND`: the developer's tools that need no browser.
import { spawnSync } from "node:child_process";
import { ROOT, install } from "./prepare.mjs";

install([]);
// A relative path, so that nothing in the clone's own path is taken for an option.
const { status } = spawnSync(
  process.execPath,
  ["--import", "./devkit/typescript.mjs", "devkit/main.ts", ...process.argv.slice(2)],
  { stdio: "inherit", cwd: ROOT },
);
process.exit(status ?? 1);
