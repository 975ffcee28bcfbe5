import { log } from "../log";
import { closeProcess } from "./closed-process";

/** How a system keeps other programs of the same user out of a process's memory. Each throws `Error`. */
const WAYS: Readonly<Partial<Record<NodeJS.Platform, () => Promise<void>>>> = {
  linux: forbidDumps,
  win32: closeProcess,
};

/**
 * Has the system keep the memory of this process from other programs of the same user, and from its own reports of a
 * crash. Where no way is known, this does nothing. Loads koffi. Never throws.
 */
export async function makeNotDumpable(): Promise<void> {
  try {
    await WAYS[process.platform]?.();
  } catch (thrown) {
    const why = thrown instanceof Error ? ("code" in thrown ? String(thrown.code) : thrown.message) : "unknown";
    log.note(`the memory of this process stays readable: ${why}`);
  }
}

/** prctl(2), linux/prctl.h. */
const PR_SET_DUMPABLE = 4;

/** The kernel writes no core file, and nobody may read the memory or debug it (prctl(2), PR_SET_DUMPABLE). */
async function forbidDumps(): Promise<void> {
  const { load } = await import("koffi");
  const prctl: (option: number, ...values: number[]) => number = load(null).func(
    "int prctl(int option, unsigned long a, unsigned long b, unsigned long c, unsigned long d)",
  );
  if (prctl(PR_SET_DUMPABLE, 0, 0, 0, 0) !== 0) throw new Error("prctl failed");
}
