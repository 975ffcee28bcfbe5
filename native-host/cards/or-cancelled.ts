import { VarcoError } from "../../shared/errors";

/**
 * Resolves as the promise does. Throws what the promise throws, and `operation.cancelled` as soon as the signal fires.
 */
export async function orCancelled<T>(promise: Promise<T>, signal: AbortSignal | undefined): Promise<T> {
  const over = new AbortController();
  const cancelled = new Promise<never>((_, reject) => {
    const cancel = () => reject(new VarcoError("operation.cancelled"));
    if (signal?.aborted) cancel();
    else signal?.addEventListener("abort", cancel, { signal: over.signal });
  });
  try {
    return await Promise.race([promise, cancelled]);
  } finally {
    over.abort();
  }
}
