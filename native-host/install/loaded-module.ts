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

/**
 * When a program was started, in milliseconds since 1970, to the second; null where that cannot be seen. Source:
 * proc(5), field 22 of `stat` in hundredths of a second since the system started, `btime` of the system.
 */
export function startedAt(pid: number, proc = "/proc"): number | null {
  const system = /^btime (\d+)$/m.exec(read(join(proc, "stat")) ?? "")?.[1];
  const ticks = fieldsOf(String(pid), proc)?.[19];
  return system === undefined || ticks === undefined ? null : Number(system) * 1000 + Number(ticks) * 10;
}

function processes(proc: string): string[] {
  return readdirSync(proc).filter((name) => /^\d+$/.test(name));
}

function parentOf(process: string, proc: string): number | null {
  const parent = fieldsOf(process, proc)?.[1];
  return parent === undefined ? null : Number(parent);
}

/** The fields from the third on: the second is the name, which is in brackets and may have any character. */
function fieldsOf(process: string, proc: string): string[] | undefined {
  return read(join(proc, process, "stat"))
    ?.split(") ")
    .at(-1)
    ?.trim()
    .split(" ");
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
