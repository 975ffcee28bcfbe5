import type { PcscBinding, PcscWatch, WatchReports } from "../binding";
import { loadPcsclite, watchOnce, type Pcsclite } from "./package";
import { PcscliteWatch } from "./watch";

/** A name that no reader has. */
const NO_READER = "Varco asks whether the service is there";

/** PC/SC through the package `pcsclite`. Throws what the loader says when it is not installed or was not built. */
export async function pcscliteBinding(): Promise<PcscBinding> {
  const pcsclite = await loadPcsclite();
  return {
    watch: (reports, signal) => watch(pcsclite, reports, signal),
    settle: async () => {},
    // Its threads that wait for the service end with the process. `PcscReaders` counts those that wait for a card.
    stuck: false,
  };
}

/**
 * Beginning a watch blocks the JavaScript thread until the service answers or turns out to be missing: long while it
 * starts, forever if it hangs. So a thread of pcsclite goes ahead. While that thread waits, libpcsclite lets nobody
 * else in, so watches must have ended before.
 */
async function watch(pcsclite: Pcsclite, reports: WatchReports, signal: AbortSignal): Promise<PcscWatch> {
  await watchOnce(pcsclite.reader(NO_READER));
  signal.throwIfAborted();
  return new PcscliteWatch(pcsclite, reports);
}
