import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** Kills the programs that still live in a throw-away home, such as the last children of a browser (Linux only). */
export function endProgramsOf(home: string): void {
  for (const pid of existsSync("/proc") ? readdirSync("/proc") : []) {
    if (!/^\d+$/.test(pid) || Number(pid) === process.pid || !livesIn(pid, home)) continue;
    try {
      process.kill(Number(pid), "SIGKILL");
    } catch {
      // It has ended by itself.
    }
  }
}

function livesIn(pid: string, home: string): boolean {
  try {
    return readFileSync(join("/proc", pid, "environ"), "latin1")
      .split("\0")
      .includes(`HOME=${home}`);
  } catch {
    return false; // It has ended, or belongs to somebody else.
  }
}
