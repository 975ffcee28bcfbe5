import { log } from "../log";

/** prctl(2), linux/prctl.h. */
const PR_SET_DUMPABLE = 4;

/**
 * Has the kernel write no core file of this process, and let no other program of the same user read its memory or debug
 * it (prctl(2), PR_SET_DUMPABLE; Linux only, elsewhere this does nothing). Loads koffi. Never throws.
 */
export async function makeNotDumpable(): Promise<void> {
  if (process.platform !== "linux") return;
  try {
    const { load } = await import("koffi");
    const prctl: (option: number, ...values: number[]) => number = load(null).func(
      "int prctl(int option, unsigned long a, unsigned long b, unsigned long c, unsigned long d)",
    );
    if (prctl(PR_SET_DUMPABLE, 0, 0, 0, 0) !== 0) log.note("the memory of this process stays readable: prctl failed");
  } catch (thrown) {
    const why = thrown instanceof Error && "code" in thrown ? String(thrown.code) : "koffi is missing";
    log.note(`the memory of this process stays readable: ${why}`);
  }
}
