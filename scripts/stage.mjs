import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Milliseconds after which a stage hangs, for certain. */
const PATIENCE = 15 * 60_000;

/** Runs a script of Node's as one check. Returns `{passes, failures, why}`. */
export function runCommand(root, args) {
  const why = trouble(root, args);
  return why ? { passes: 0, failures: 1, why } : { passes: 1, failures: 0 };
}

/**
 * Runs Mocha on these files, and counts its tests in this folder. One that was left out is a failure, and so is a run
 * without tests, one that did not come to its end, and one that ended badly with no failed test: nothing is skipped silently.
 */
export function runMocha(root, files, folder) {
  const counts = join(folder, `${files.replaceAll(/\W+/g, '-')}.json`);
  const args = ['node_modules/mocha/bin/mocha.js', '--reporter', 'scripts/mocha-counts.cjs', '--reporter-option', `counts=${counts}`, files];
  const why = trouble(root, args);
  if (!existsSync(counts)) return { passes: 0, failures: 1, why: `no count: ${why ?? 'it ended before its end'}` };
  const { passes, failures, pending } = JSON.parse(readFileSync(counts, 'utf8'));
  if (passes + failures + pending === 0) return { passes, failures: 1, why: 'no test ran' };
  if (failures + pending === 0 && why) return { passes, failures: 1, why };
  return { passes, failures: failures + pending, ...(pending > 0 && { why: `${pending} left out` }) };
}

/** Runs a script of Node's in the project's folder; null, or what was wrong. */
function trouble(root, args) {
  const { status, signal, error } = spawnSync(process.execPath, args, { cwd: root, stdio: ['ignore', 'inherit', 'inherit'], timeout: PATIENCE });
  if (error) return error.message;
  if (signal) return `ended by ${signal}`;
  return status === 0 ? null : `exit code ${status}`;
}
