import { processes, wordsOf } from "../processes";

/** Kills the programs that still live in a throw-away home, such as the last children of a browser (Linux only). */
export function endProgramsOf(home: string): void {
  for (const pid of processes()) {
    if (pid === process.pid || !wordsOf(pid, "environ").includes(`HOME=${home}`)) continue;
    try {
      process.kill(pid, "SIGKILL");
    } catch (thrown) {
      // ESRCH: it has ended by itself.
      if (!(thrown instanceof Error && "code" in thrown && thrown.code === "ESRCH")) throw thrown;
    }
  }
}
