import { processes, wordsOf } from "../processes";

/** Milliseconds for killed programs to be gone. */
const PATIENCE = 5000;
const PAUSE = 10;

/**
 * Kills the programs that still live in a throw-away home, such as the last children of a browser, and waits until they
 * write nothing more (Linux only). Chromium's children lose their environment, but their command line names the home.
 */
export function endProgramsOf(home: string): void {
  const killed = processes().filter((pid) => livesIn(pid, home) && kill(pid));
  const clock = new Int32Array(new SharedArrayBuffer(4));
  for (const end = performance.now() + PATIENCE; killed.some((pid) => livesIn(pid, home)) && performance.now() < end;)
    Atomics.wait(clock, 0, 0, PAUSE);
}

function livesIn(pid: number, home: string): boolean {
  if (pid === process.pid) return false;
  return wordsOf(pid, "environ").includes(`HOME=${home}`) || wordsOf(pid, "cmdline").join(" ").includes(`${home}/`);
}

/** False: it has ended by itself. */
function kill(pid: number): boolean {
  try {
    return process.kill(pid, "SIGKILL");
  } catch (thrown) {
    if (thrown instanceof Error && "code" in thrown && thrown.code === "ESRCH") return false;
    throw thrown;
  }
}
