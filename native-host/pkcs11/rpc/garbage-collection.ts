import { getHeapStatistics, setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";

/** To how many times its size after a collection memory may grow: about 1.5 MB in this process. */
const GROWTH = 1.2;

/**
 * Collects garbage in time. V8 by itself lets what is outside its heap (all that is read and written) grow by 64 MB before it looks:
 * more than the whole process is meant to have. An ordinary client seldom comes to it; one that floods comes to it again and again.
 */
export class GarbageCollection {
  #last = held();
  #collect: unknown;

  /** To be called whenever something has been left behind. */
  look(): void {
    const now = held();
    // Lower than right after a collection: what is outside the heap goes a little later.
    this.#last = Math.min(this.#last, now);
    if (now < this.#last * GROWTH) return;
    this.#collect ??= collector();
    if (typeof this.#collect === "function") this.#collect();
    this.#last = held();
  }
}

/** Bytes in V8's heap and outside of it, for objects in it. */
function held(): number {
  const { used_heap_size, external_memory } = getHeapStatistics();
  return used_heap_size + external_memory;
}

/** V8's own function, which a context has if it is made after this flag is set. */
function collector(): unknown {
  setFlagsFromString("--expose-gc");
  return runInNewContext("gc");
}
