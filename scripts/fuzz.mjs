// `npm run fuzz -- TARGET [SECONDS]`: searches for inputs that break a target of test/unit/fuzz/targets, guided by the
// code that they reach (Jazzer.js, libFuzzer). Without seconds it goes on until Ctrl+C. What it learns stays in
// .cache/fuzz. An input that breaks the target is written there, too, and ends the search with another exit code than 0.
// `npm run fuzz -- TARGET keep`: puts the shortest inputs that reach what was reached into test/unit/fuzz/corpus.
import { spawnSync } from "node:child_process";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { ROOT, install } from "./prepare.mjs";
import { bundle } from "./fuzz/bundle.mjs";
import { askWhatIsReached, keepCorpus, seedCorpus } from "./fuzz/corpus.mjs";
import { jazzer } from "./fuzz/jazzer.mjs";
import { TARGETS } from "./fuzz/targets.mjs";

const [name = "", time] = process.argv.slice(2);
const target = TARGETS[name];
const seconds = time === undefined ? 0 : Number(time);
if (!target || (time !== "keep" && !Number.isSafeInteger(seconds))) {
  console.error(`npm run fuzz -- TARGET [SECONDS | keep]\nTargets: ${Object.keys(TARGETS).join(", ")}`);
  process.exit(2);
}
if (process.platform !== "linux" || process.arch !== "x64") {
  console.error("The fuzzer is for Linux on x64.");
  process.exit(2);
}
install([]);
const folder = join(ROOT, ".cache/fuzz");
const corpus = join(folder, "corpus", name);
const findings = join(folder, "findings", name);
for (const each of [corpus, findings]) mkdirSync(each, { recursive: true });
const program = bundle(name, join(folder, "targets"));
const { command, args } = jazzer(folder);

/** Runs the fuzzer on these folders with options of libFuzzer. Returns its exit code. */
function run(folders, options) {
  // Times are generous: the process may be stopped for a while. The targets themselves see to the time of an input.
  const own = ["-f", "check", "-i", program, "--disable_bug_detectors=.*", "--timeout=3600000"];
  if (!target.waits) own.push("--sync");
  const limits = [`-max_len=${target.longest}`, "-rss_limit_mb=3072", "-report_slow_units=60"];
  const all = [...args, program, ...own, ...folders, "--", ...limits, `-artifact_prefix=${findings}/`, ...options];
  return spawnSync(command, all, { cwd: folder, stdio: "inherit" }).status ?? 1;
}

seedCorpus(name, corpus);
if (time === "keep") {
  const control = join(folder, `${name}.reached`);
  askWhatIsReached(corpus, control);
  const status = run([], ["-merge_inner=1", `-merge_control_file=${control}`]);
  if (status !== 0) process.exit(status);
  console.log(keepCorpus(name, control));
} else {
  process.exit(run([corpus], [`-max_total_time=${seconds}`, "-print_final_stats=1"]));
}
