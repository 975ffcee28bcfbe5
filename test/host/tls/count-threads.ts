import assert from "node:assert/strict";

/** The number of this process's threads that run JavaScript, without the main one. */
export function threads(): number {
  const report: unknown = process.report.getReport();
  assert.ok(typeof report === "object" && report !== null && "workers" in report && Array.isArray(report.workers));
  return report.workers.length;
}
