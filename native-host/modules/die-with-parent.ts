const PR_SET_PDEATHSIG = 1;
const SIGKILL = 9;

/**
 * Has the kernel kill this process when the one that started it ends (Linux, prctl(2)): while a module hangs, nothing in
 * here would notice. Elsewhere the end of the pipe must do.
 */
export async function dieWithParent(): Promise<void> {
  if (process.platform !== "linux") return;
  try {
    const { load } = await import("koffi");
    const prctl: (option: number, signal: number) => number = load(null).func("int prctl(int option, unsigned long a)");
    prctl(PR_SET_PDEATHSIG, SIGKILL);
  } catch {
    // Without koffi's add-on the end of the pipe must do.
  }
}
