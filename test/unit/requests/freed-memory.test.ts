import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { load } from "koffi";
import { giveMemoryBack } from "../../../native-host/requests/freed-memory";

const BLOCK = 64 * 1024;
const BLOCKS = 512;

const glibc = () => {
  try {
    load(null).func("const char *gnu_get_libc_version()");
    return true;
  } catch {
    return false;
  }
};
/** kB of memory that is in no file. */
const own = () => Number(/RssAnon:\s+(\d+)/.exec(readFileSync("/proc/self/status", "utf8"))?.[1]);

describe("Memory that is free", () => {
  it("goes back to the system, although something behind it is still in use", async function () {
    if (process.platform !== "linux" || !glibc()) return this.skip();
    const c = load(null);
    const malloc: (size: number) => unknown = c.func("void *malloc(size_t size)");
    const memset: (memory: unknown, value: number, size: number) => unknown = c.func(
      "void *memset(void *memory, int value, size_t size)",
    );
    const free: (memory: unknown) => void = c.func("void free(void *memory)");
    const blocks = Array.from({ length: BLOCKS }, () => {
      const block = malloc(BLOCK);
      memset(block, 1, BLOCK);
      return block;
    });
    const behind = blocks.pop();
    blocks.forEach(free);
    const held = own();
    await giveMemoryBack();
    // Other threads of the process may take some meanwhile: half is far more than that.
    assert(held - own() > (BLOCK * BLOCKS) / 1024 / 2, `${held} kB, now ${own()} kB`);
    free(behind);
  });
});
