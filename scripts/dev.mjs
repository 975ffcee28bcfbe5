// `npm run dev`: builds at every change, and keeps a browser open that reloads the extension and restarts the host.
import { fork } from "node:child_process";
import { ROOT, install } from "./prepare.mjs";
import { watchBuilds } from "./watch-builds.mjs";

const args = process.argv.slice(2);
const browser = args.includes("firefox") || args.includes("--browser=firefox") ? "firefox" : "chromium";
if (!(process.env.DISPLAY || process.env.WAYLAND_DISPLAY)) {
  console.error("npm run dev opens a browser for you, and needs a screen. Without one: npm start -- --auto");
  process.exit(1);
}
install(["build", browser]);

// Relative, so that nothing in the clone's own path is taken for an option.
const start = () => fork("devkit/dev/main.ts", args, { cwd: ROOT, execArgv: ["--import", "./devkit/typescript.mjs"] });
let stage = null;
const builds = watchBuilds(ROOT, [`extension-${browser}`, "devkit"], (names) => {
  if (stage === null) stage = start().once("exit", (code) => void end(code ?? 1));
  else stage.send({ built: names });
});

async function end(code) {
  await builds.close();
  process.exit(code);
}
// The stage closes the browser and ends. A terminal sends it the interrupt by itself.
process.on("SIGINT", () => void (stage ?? end(1)));
process.on("SIGTERM", () => void (stage?.kill("SIGTERM") ?? end(1)));
