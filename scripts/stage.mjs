import { spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** Milliseconds after which a stage hangs, for certain. */
const PATIENCE = 15 * 60_000;

/**
 * Runs a script of Node's as one check. Returns `{passes, failed, again}`: how many passed, a line for each that did not, and for each
 * attempt that failed before another one.
 */
export function runCommand(root, args) {
  const why = trouble(root, args);
  return why ? { passes: 0, failed: [why], again: [] } : { passes: 1, failed: [], again: [] };
}

/**
 * Runs Mocha on these files, `jobs` of them at a time, a test that fails up to `retries` times again, and counts its tests in this folder. One that was left out is a failure, and so
 * is a run without tests, one that did not come to its end, and one that ended badly with no failed test: nothing is skipped silently.
 */
export function runMocha(root, files, folder, { jobs, retries }) {
  const counts = join(folder, `${files.replaceAll(/\W+/g, "-")}.json`);
  const parallel = jobs > 1 ? ["--parallel", "--jobs", String(jobs)] : [];
  const args = [
    "node_modules/mocha/bin/mocha.js",
    ...parallel,
    "--retries",
    String(retries),
    "--reporter",
    "scripts/mocha-counts.cjs",
    "--reporter-option",
    `counts=${counts}`,
    files,
  ];
  const why = trouble(root, args);
  if (!existsSync(counts)) return { passes: 0, failed: [`no count: ${why ?? "it ended before its end"}`], again: [] };
  const { passes, failed, pending, again } = JSON.parse(readFileSync(counts, "utf8"));
  const leftOut = Array.from({ length: pending }, () => "left out");
  if (passes + failed.length + pending === 0) return { passes, failed: ["no test ran"], again };
  if (failed.length + pending === 0 && why) return { passes, failed: [why], again };
  return { passes, failed: [...failed, ...leftOut], again };
}

/** Runs a script of Node's in the project's folder; null, or what was wrong. */
function trouble(root, args) {
  const { status, signal, error } = spawnSync(process.execPath, args, {
    cwd: root,
    stdio: ["ignore", "inherit", "inherit"],
    timeout: PATIENCE,
  });
  if (error) return error.message;
  if (signal) return `ended by ${signal}`;
  return status === 0 ? null : `exit code ${status}`;
}
