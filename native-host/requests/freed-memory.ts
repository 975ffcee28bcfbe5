const GLIBC = "libc.so.6";

/**
 * Has the C library give freed memory back to the system, which takes a millisecond. After a login that is 2 MB: what
 * the thread of the TLS connection had. Loads koffi, which a card needs anyway. Never throws: other C libraries than
 * glibc lack the function.
 */
export async function giveMemoryBack(): Promise<void> {
  if (process.platform !== "linux") return;
  try {
    const { load } = await import("koffi");
    // By its name: a search in all libraries would bring pages of each of them into memory.
    const trim: (keep: number) => number = load(GLIBC).func("int malloc_trim(size_t pad)");
    trim(0);
  } catch {
    // The memory stays with the process, as it does elsewhere.
  }
}
