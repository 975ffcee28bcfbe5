/** Bytes of stack for the calls of a module: what the first thread of a program has on Linux. koffi's own are 2 MiB. */
const STACK = 8 * 2 ** 20;

/** Has koffi call modules with as much stack as they know. Before anything else uses koffi in this process. */
export async function giveStack(): Promise<void> {
  try {
    const { config } = await import("koffi");
    config({ sync_stack_size: STACK });
  } catch {
    // Without koffi no module is loaded, and the answer to the first request says why.
  }
}
