import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** Milliseconds after which a stage certainly hangs. */
const PATIENCE = 20 * 60_000;

/**
 * Runs a Node script as one check; others may run at the same time. Resolves with `{passes, failed, output}`: how many
 * checks passed, a line for each that failed, and what the script wrote.
 */
export async function runCommand(root, args) {
  const { why, output } = await run(root, args, { quiet: true });
  return { passes: why ? 0 : 1, failed: why ? [why] : [], output };
}

/**
 * Runs Mocha on the test files in `tests`, `jobs` files at a time, each test once. The files named in `longest` start
 * first, so that no job is left alone with a long one at the end. Mocha writes its count of the tests into `folder`.
 * Nothing is skipped silently: a skipped test is a failure. So is a run without tests, a run that did not reach its
 * end, and a run that ended badly although no test failed. `quiet`: other runs may go on at the same time, so what
 * Mocha writes is kept for the end. `node`: another Node than this one. `nodeOptions`: options of Node, without
 * dashes. Resolves with `{passes, failed, output}` as above.
 */
export async function runMocha(root, tests, folder, { jobs, longest, quiet = false, node, nodeOptions = [], env }) {
  const counts = join(folder, `${tests.replaceAll(/\W+/g, "-")}.json`);
  const parallel = jobs > 1 ? ["--parallel", "--jobs", String(jobs)] : [];
  const args = [
    "node_modules/mocha/bin/mocha.js",
    ...nodeOptions.flatMap((option) => ["--node-option", option]),
    ...parallel,
    "--reporter",
    "scripts/mocha-counts.cjs",
    "--reporter-option",
    `counts=${counts}`,
    ...inOrder(root, tests, longest),
  ];
  const { why, output } = await run(root, args, { quiet, node, env });
  if (!existsSync(counts)) return { passes: 0, failed: [`no count: ${why ?? "it ended before its end"}`], output };
  const { passes, failed, pending, ended } = JSON.parse(readFileSync(counts, "utf8"));
  const more = Array.from({ length: pending }, () => "a skipped test");
  if (!ended) more.push(`did not reach its end: ${why ?? "exit code 0"}`);
  else if (passes + failed.length + pending === 0) more.push("no test ran");
  else if (failed.length + pending === 0 && why) more.push(why);
  return { passes, failed: [...failed, ...more], output };
}

/** The test files in `tests` and its folders: first the `longest`, in that order, then the others by name. */
function inOrder(root, tests, longest) {
  const first = longest.map((name) => join(tests, name));
  const all = readdirSync(join(root, tests), { recursive: true })
    .filter((name) => name.endsWith(".test.ts"))
    .map((name) => join(tests, name))
    .sort();
  const unknown = first.filter((file) => !all.includes(file));
  if (unknown.length > 0) throw new Error(`There is no ${unknown.join(", ")}`);
  return [...first, ...all.filter((file) => !first.includes(file))];
}

/**
 * Runs a Node script in the project's folder. Resolves with `{why, output}`: the reason why it failed, or null, and
 * what it wrote, if it was `quiet`.
 */
async function run(root, args, { quiet, node = process.execPath, env = process.env }) {
  const out = quiet ? "pipe" : "inherit";
  const child = spawn(node, args, { cwd: root, env, stdio: ["ignore", out, out], timeout: PATIENCE });
  let output = "";
  for (const stream of [child.stdout, child.stderr]) stream?.setEncoding("utf8").on("data", (text) => (output += text));
  try {
    const [status, signal] = await once(child, "close");
    return { why: outcome(status, signal), output };
  } catch (error) {
    return { why: error.message, output };
  }
}

function outcome(status, signal) {
  if (signal) return `ended by ${signal}`;
  return status === 0 ? null : `exit code ${status}`;
}
