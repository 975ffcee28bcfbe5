// `npm start`: puts everything in place, then opens the demo portal in a browser with the extension and a virtual card.
import { spawnSync } from "node:child_process";
import { ROOT, prepare } from "./prepare.mjs";

const args = process.argv.slice(2);
const value = (name) =>
  args.find((arg) => arg.startsWith(`${name}=`))?.slice(name.length + 1) ??
  (args.includes(name) ? args[args.indexOf(name) + 1] : undefined);
const uses = ["build", value("--browser") ?? "chromium"];
if (value("--reader") === "pcsc") uses.push("pcsc");
if (args.includes("--auto") || !(process.env.DISPLAY || process.env.WAYLAND_DISPLAY)) uses.push("virtual-display");
prepare(uses);
// A relative path, so that nothing in the clone's own path is taken for an option.
const { status } = spawnSync(
  process.execPath,
  ["--import", "./devkit/typescript.mjs", "devkit/start/main.ts", ...args],
  { stdio: "inherit", cwd: ROOT },
);
process.exit(status ?? 1);
