import assert from "node:assert/strict";

/**
 * Asserts that a piece of work is done within these milliseconds of processor time: on a busy machine the clock on the
 * wall would count what others do. Returns what the work returns.
 */
export function takesAtMost<T>(milliseconds: number, work: () => T, what = "the work"): T {
  const before = process.cpuUsage();
  const result = work();
  const { user, system } = process.cpuUsage(before);
  const taken = (user + system) / 1000;
  assert.ok(taken < milliseconds, `${what} took ${taken.toFixed(0)} ms`);
  return result;
}
