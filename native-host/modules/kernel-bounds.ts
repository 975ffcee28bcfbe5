/** prctl(2), linux/prctl.h. */
const PR_SET_PDEATHSIG = 1;
const SIGKILL = 9;
/** setrlimit(2), asm-generic/resource.h: the memory that a process may write to, its threads' stacks included. */
const RLIMIT_DATA = 2;
/** Bytes. Node takes a tenth of it. */
const MOST_MEMORY = 2 ** 30;

/**
 * Has the kernel bound this process (Linux): it is killed when the one that started it ends, as nothing in here would
 * notice while a module hangs (prctl(2)); and a module cannot take all memory (setrlimit(2)). Loads koffi. Never
 * throws.
 */
export async function boundByKernel(): Promise<void> {
  if (process.platform !== "linux") return;
  try {
    const { load } = await import("koffi");
    const libc = load(null);
    const prctl: (option: number, signal: number) => number = libc.func("int prctl(int option, unsigned long a)");
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    const setrlimit: (resource: number, softAndHard: readonly number[]) => number = libc.func(
      "int setrlimit(int resource, const unsigned long *limits)",
    );
    setrlimit(RLIMIT_DATA, [MOST_MEMORY, MOST_MEMORY]);
  } catch {
    // Without koffi's add-on the end of the pipe must do.
  }
}
