import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** NSS's own token: mapped once the program has read its list of modules, and only then. */
const NSS_STARTED = "libsoftokn3";

/**
 * Whether a program has read NSS's list of modules without ours: the module would be a process that p11-kit has started
 * in it. False also where that cannot be seen. `pid`: number of its process; `proc`: folder of the processes (proc(5),
 * for tests).
 */
export function runsWithoutModule(pid: number, proc = "/proc"): boolean {
  if (!(read(join(proc, String(pid), "maps")) ?? "").includes(NSS_STARTED)) return false;
  return !processes(proc).some((one) => parentOf(one, proc) === pid && isModule(one, proc));
}

function processes(proc: string): string[] {
  return readdirSync(proc).filter((name) => /^\d+$/.test(name));
}

/** Second field after the name, which is in brackets and may have any character. */
function parentOf(process: string, proc: string): number | null {
  const fields = read(join(proc, process, "stat"))
    ?.split(") ")
    .at(-1)
    ?.split(" ");
  return fields?.[1] === undefined ? null : Number(fields[1]);
}

/** As module-file.ts has it started. */
function isModule(process: string, proc: string): boolean {
  return (
    read(join(proc, process, "cmdline"))
      ?.split("\0")
      .includes("module") ?? false
  );
}

/** Null: the process is gone, or not ours to look into. */
function read(path: string): string | null {
  try {
    return readFileSync(path, "latin1");
  } catch {
    return null;
  }
}
