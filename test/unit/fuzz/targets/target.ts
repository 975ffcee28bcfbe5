import assert from "node:assert/strict";

/** Throws, or rejects, where these bytes break what must hold of every input. */
export type Check = (bytes: Buffer) => void | Promise<void>;

/** Milliseconds for one input: some thousand times of what any takes. */
const MOST = 5_000;

/** The check, which also fails for an input that takes too long. */
export function inTime(check: (bytes: Buffer) => void): (bytes: Buffer) => void {
  return (bytes) => {
    const before = performance.now();
    check(bytes);
    if (performance.now() - before < MOST) return;
    const used = process.cpuUsage();
    check(bytes);
    assertQuick(used);
  };
}

/**
 * The same for a check that waits. It also fails for an input after which the host logs an error that is none of the
 * closed list: a fault of ours.
 */
export function inTimeAndSound(check: (bytes: Buffer) => Promise<void>): (bytes: Buffer) => Promise<void> {
  return async (bytes) => {
    const before = performance.now();
    await logsNoFault(() => check(Buffer.from(bytes)));
    if (performance.now() - before < MOST) return;
    const used = process.cpuUsage();
    await check(bytes);
    assertQuick(used);
  };
}

async function logsNoFault(work: () => Promise<void>): Promise<void> {
  const logged: string[] = [];
  const { stderr } = process;
  // What stands there comes back as it was: a search that bound it anew at every input would lose memory with each. No
  // mock of node:test: that takes longer than most checks.
  const before = Object.getOwnPropertyDescriptor(stderr, "write");
  stderr.write = (text: unknown) => logged.push(String(text)) > 0;
  try {
    await work();
  } finally {
    if (before) Object.defineProperty(stderr, "write", before);
    else Reflect.deleteProperty(stderr, "write");
  }
  assert.deepEqual(
    logged.filter((line) => line.includes(": internal: ")),
    [],
  );
}

/** By the time of the processor: the process may have been stopped for a while. */
function assertQuick(before: NodeJS.CpuUsage): void {
  const { user, system } = process.cpuUsage(before);
  assert((user + system) / 1000 < MOST, `it takes ${(user + system) / 1e6} seconds of the processor`);
}
