import { getHeapStatistics, setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";

/** Bytes by which the memory may grow after a collection before the next one. The start of a browser grows it less. */
const GROWTH = 3 << 20;

/**
 * Collects garbage in time. V8 by itself lets the buffers outside its heap (all that we read and write) grow by 64 MB
 * before it collects: more than the whole process should have. An ordinary client seldom causes a collection; one that
 * floods us causes many.
 */
export class GarbageCollection {
  #least = held();
  #collect: (() => void) | null = null;

  /** Collects if the memory has grown. Call it whenever buffers became garbage. */
  collectIfGrown(): void {
    const now = held();
    // Buffers outside the heap go a little after the collection, so the least is often seen later.
    this.#least = Math.min(this.#least, now);
    if (now < this.#least + GROWTH) return;
    this.#collect ??= collector();
    this.#collect();
    this.#least = held();
  }
}

/** Bytes in V8's heap, and bytes outside that its objects hold. */
function held(): number {
  const { used_heap_size, external_memory } = getHeapStatistics();
  return used_heap_size + external_memory;
}

/** V8's own function. A context has it when it is made after this flag is set. */
function collector(): () => void {
  setFlagsFromString("--expose-gc");
  const collect: unknown = runInNewContext("gc");
  return () => {
    if (typeof collect === "function") Reflect.apply(collect, undefined, []);
  };
}
