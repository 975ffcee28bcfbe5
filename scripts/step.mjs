import { spawnSync } from "node:child_process";

/**
 * Runs a command with its output on standard error. Returns its exit code; 1 where it was killed or could not start.
 */
export function attempt(command, args, options = {}) {
  const { status, signal, error } = spawnSync(command, args, { stdio: ["ignore", 2, 2], ...options });
  if (error) console.error(`${command}: ${error.message}`);
  if (signal) console.error(`${command} was ended by ${signal}.`);
  return status ?? 1;
}

/** Runs a command without which nothing can go on: ends this process if it fails. */
export function step(command, args, options) {
  const status = attempt(command, args, options);
  if (status === 0) return;
  console.error(`\nThis failed, so Varco is not ready: ${[command, ...args].join(" ")}`);
  process.exit(1);
}
