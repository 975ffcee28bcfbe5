// `npm run -s host -- COMMAND`: builds what changed, then runs the host as it is delivered. Standard output is the host's alone.
import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { ROOT, prepare } from "./prepare.mjs";

/** Commands that speak with a card, now or when a browser starts the host: they need the add-on for PC/SC. */
const WITH_CARD = ["card", "get", "install", "module", "pin"];

const args = process.argv.slice(2);
prepare(args.some((arg) => WITH_CARD.includes(arg)) ? ["build"] : []);
// npm has changed to the project's folder; file names on the command line are seen from where the person is.
const cwd = process.env.INIT_CWD ?? process.cwd();
const { status } = spawnSync(process.execPath, [join(ROOT, "dist/host/main.cjs"), ...args], { stdio: "inherit", cwd });
process.exit(status ?? 1);
