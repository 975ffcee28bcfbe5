import { setTimeout as sleep } from "node:timers/promises";

export interface Patience {
  /** Milliseconds after which it is over. Default: 30 seconds. */
  readonly patience?: number;
  /** Milliseconds between two looks. */
  readonly pause?: number;
}

/**
 * Looks again and again, for things that tell nobody when they change, and resolves with the first result that is not
 * null, undefined or false. Throws `Error` when that does not come in time; `what` then says what was waited for.
 */
export async function until<T>(
  what: string,
  look: () => Promise<T | null | undefined | false> | T | null | undefined | false,
  { patience = 30_000, pause = 20 }: Patience = {},
): Promise<T> {
  const end = performance.now() + patience;
  for (;;) {
    const found = await look();
    if (found !== null && found !== undefined && found !== false) return found;
    if (performance.now() > end) throw new Error(`Waited in vain for: ${what}`);
    await sleep(pause);
  }
}

/** The result if it comes within these milliseconds, else `otherwise`. Where the promise rejects, `otherwise` too. */
export async function soon<T>(promise: Promise<T>, ms: number, otherwise: T): Promise<T> {
  const over = new AbortController();
  try {
    return await Promise.race([
      promise.catch(() => otherwise),
      sleep(ms, otherwise, { signal: over.signal }).catch(() => otherwise),
    ]);
  } finally {
    over.abort();
  }
}
