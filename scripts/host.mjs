// `npm run -s host -- COMMAND`: builds what changed, then runs the host as it is delivered. Standard output is the
// host's alone.
import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { ROOT, prepare } from "./prepare.mjs";

/** These commands use a card, at once or when a browser starts the host, and need the PC/SC add-on. */
const WITH_CARD = ["card", "get", "install", "module", "pin"];

const args = process.argv.slice(2);
prepare(args.some((arg) => WITH_CARD.includes(arg)) ? ["build"] : []);
// npm changes to the project's folder. File names on the command line are relative to the person's folder.
const cwd = process.env.INIT_CWD ?? process.cwd();
const { status } = spawnSync(process.execPath, [join(ROOT, "dist/host/main.cjs"), ...args], { stdio: "inherit", cwd });
process.exit(status ?? 1);
