import { LIMITS } from "../../shared/limits";
import type { FromWorker } from "./messages";

/** Intermediate certificates (DER) that servers left out, by their address, kept while this process runs. */
export const intermediates = new Map<string, Uint8Array>();

/** Keeps one more, in place of the oldest where there are too many. */
export function keepIntermediate({ address, der }: FromWorker): void {
  const [oldest] = intermediates.keys();
  if (oldest !== undefined && intermediates.size >= LIMITS.keptIntermediates) intermediates.delete(oldest);
  intermediates.set(address, der);
}
