// `npm test [-- STAGE…]`: puts everything in place and runs the checks. The last line counts them.
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ROOT, prepare } from "./prepare.mjs";
import { thisSystem } from "./systems.mjs";
import { runCommand, runMocha } from "./stage.mjs";

const command =
  (script, ...args) =>
  () =>
    runCommand(ROOT, [script, ...args]);
const mocha =
  (tests, { jobs = 1, longest = [], quiet = false, node, nodeOptions = [] } = {}) =>
  (folder) =>
    runMocha(ROOT, tests, folder, { jobs, longest, quiet, node, nodeOptions });
/** Room for young objects: thousands of documents that live for a moment cost a sixth less time. */
const YOUNG = ["max-semi-space-size=64"];
/**
 * Tests of cards, servers and browsers run two files at a time. Without namespaces the machine has only one pcscd
 * (devkit/pcscd/isolation.ts): then one file at a time, so that no test waits for pcscd until its time is over.
 */
const JOBS = [["-m"], ["-r", "-m"]].some(
  (flags) => spawnSync("unshare", [...flags, "true"], { stdio: "ignore" }).status === 0,
)
  ? 2
  : 1;
/** What comes first: quick answers, and with them what mostly waits. Three at a time, the longest first. */
const FIRST = {
  card: mocha("test/card", { jobs: JOBS, quiet: true }),
  // No check, but the stages `windows` and `packages` need it.
  "wine-root": command("scripts/roots/trixie-wine.mjs"),
  lint: command("node_modules/oxlint/bin/oxlint", "."),
  unit: mocha("test/unit", { quiet: true, nodeOptions: YOUNG }),
};
const TESTS = {
  host: mocha("test/host", { jobs: JOBS }),
  e2e: mocha("test/e2e", {
    jobs: JOBS,
    longest: [
      "accessibility.test.ts",
      "logins.test.ts",
      "hostile.test.ts",
      "as-browsers.test.ts",
      "nginx-pcsc.test.ts",
      "native-extension.test.ts",
      "own-portal.test.ts",
      "servers.test.ts",
      "native.test.ts",
      "native-late.test.ts",
      "card-standing.test.ts",
      "card-page.test.ts",
    ],
  }),
};

/** The package for Windows, installed and used under Wine. Building it takes less time than its tests. */
const PACK_WINDOWS = ["--import", "./devkit/typescript.mjs", "scripts/package/main.ts", "win-x64", "msi"];
const windows = async (folder) => {
  const { failed, output } = await runCommand(ROOT, PACK_WINDOWS);
  if (failed.length > 0) return { passes: 0, failed: failed.map((why) => `${why}\n${output}`), output };
  return runMocha(ROOT, "test/windows", folder, { jobs: 1, longest: ["installer.test.ts"], quiet: true });
};
/**
 * What comes last, two at a time. The first two install packages, each in a system of its own that ends with them. The
 * one for Windows takes the longest: beside its end the sources are checked.
 */
const LAST = {
  windows,
  packages: mocha("test/packages", { node: join(ROOT, "test/packages/own-system.sh"), quiet: true }),
  types: command("node_modules/typescript-7/bin/tsc", "--noEmit", "-p", "."),
  format: command("node_modules/oxfmt/bin/oxfmt", "--check", "."),
  imports: command(
    "node_modules/dependency-cruiser/bin/dependency-cruise.mjs",
    "--config",
    ".dependency-cruiser.cjs",
    "--output-type",
    "err",
    "extension",
    "native-host",
    "shared",
    "devkit",
    "scripts",
    "test",
  ),
  "lint-chromium": command("scripts/lint-extension.mjs", "chromium"),
  "lint-firefox": command("scripts/lint-extension.mjs", "firefox"),
};

const STAGES = { ...FIRST, ...TESTS, ...LAST };

/** These stages need Debian's packages. The others need Node, npm's packages and a compiler. */
const NEED_DEBIAN = ["card", "host", "e2e", "packages", "wine-root", "windows"];
/** These enter other systems, or a copy of this one. */
const NEED_ROOT = ["packages", "wine-root", "windows"];
const DEBIAN_USES = [
  "build",
  "chromium",
  "firefox",
  "virtual-display",
  "pcsc",
  "witness",
  "web-servers",
  "packages",
  "windows",
];

const system = thisSystem();
const asked = process.argv.slice(2);
const all = Object.keys(STAGES);
const unknown = asked.filter((name) => !Object.hasOwn(STAGES, name));
if (unknown.length > 0) {
  console.error(`Unknown stage: ${unknown.join(", ")}. There are: ${all.join(", ")}`);
  process.exit(2);
}
const isRoot = process.getuid?.() === 0;
const mayRun = (name) => (system.debian || !NEED_DEBIAN.includes(name)) && (isRoot || !NEED_ROOT.includes(name));
if (system.debian && !isRoot && asked.length === 0)
  console.error(`Left out, as they need root: ${NEED_ROOT.join(", ")}`);
const wanted = asked.length > 0 ? asked : all.filter(mayRun);
const entersTrixie = ["packages", "windows"].some((name) => wanted.includes(name));
const names = entersTrixie ? [...new Set(["wine-root", ...wanted])] : wanted;
const needy = names.filter((name) => NEED_DEBIAN.includes(name));
if (!system.debian) {
  console.error(`This is ${system.name}. The stages ${NEED_DEBIAN.join(", ")} run on Debian only, the others here.`);
  if (system.install !== null) console.error(`First install the tools of a build and a card reader: ${system.install}`);
  if (needy.length > 0) process.exit(2);
}
const began = performance.now();
const since = (start) => `${((performance.now() - start) / 1000).toFixed(0).padStart(4)} s`;
const summary = [];
const note = (line) => {
  summary.push(line);
  console.log(line);
};

prepare(needy.length === 0 ? ["build"] : DEBIAN_USES);
note(`== ${since(began)}  everything in place`);
const folder = mkdtempSync(join(tmpdir(), "varco-test-"));
let passed = 0;
const failures = [];
const count = (name, start, { passes, failed }) => {
  passed += passes;
  failures.push(...failed.map((line) => `${name}: ${line}`));
  note(`== ${since(start)}  ${name}: ${passes} passed, ${failed.length} failed`);
};
/** Runs the stages of a table, so many at a time. */
const sideBySide = async (table, places) => {
  const left = all.filter((name) => names.includes(name) && Object.hasOwn(table, name));
  const take = async () => {
    for (let name = left.shift(); name !== undefined; name = left.shift()) {
      const start = performance.now();
      const result = await table[name](folder);
      console.log(`\n== ${name}\n${result.output}`);
      count(name, start, result);
    }
  };
  await Promise.all(Array.from({ length: places }, take));
};
await sideBySide(FIRST, 3);
for (const name of names.filter((one) => Object.hasOwn(TESTS, one))) {
  const start = performance.now();
  console.log(`\n== ${name}`);
  count(name, start, await TESTS[name](folder));
}
await sideBySide(LAST, 2);
rmSync(folder, { recursive: true, force: true });
console.log(`\n${summary.join("\n")}\n== ${since(began)}  in all\n`);
for (const line of failures) console.log(`FAILED ${line}\n`);
console.log(`${passed} passed, ${failures.length} failed`);
process.exit(failures.length === 0 && passed > 0 ? 0 : 1);
