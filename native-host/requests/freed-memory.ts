const GLIBC = "libc.so.6";

/**
 * Has the C library give freed memory back to the system, which takes a millisecond. After a login that is 2 MB: what
 * the thread of the TLS connection had. Loads koffi, which a card needs anyway. Never throws: other C libraries than
 * glibc lack the function.
 */
export async function giveMemoryBack(): Promise<void> {
  if (process.platform !== "linux") return;
  (await (trim ??= findTrim()))?.(0);
}

type Trim = (keep: number) => number;
let trim: Promise<Trim | null> | null = null;

/** null: the memory stays with the process, as it does on other systems. */
async function findTrim(): Promise<Trim | null> {
  try {
    const { load } = await import("koffi");
    // By its name: a search in all libraries would bring pages of each of them into memory.
    return load(GLIBC).func("int malloc_trim(size_t pad)");
  } catch {
    return null;
  }
}
