import type { PcscBinding, PcscWatch, WatchReports } from "../binding";
import { untilAnswers } from "./list-once";
import { loadPcsclite, type Pcsclite } from "./package";
import { PcscliteWatch } from "./watch";

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

/** While the service does not answer, libpcsclite lets nobody else in, so watches must have ended before. */
async function watch(pcsclite: Pcsclite, reports: WatchReports, signal: AbortSignal): Promise<PcscWatch> {
  await untilAnswers(pcsclite);
  signal.throwIfAborted();
  return new PcscliteWatch(pcsclite, reports);
}
