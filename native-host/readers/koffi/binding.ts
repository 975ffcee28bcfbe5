import type { PcscBinding, PcscWatch, WatchReports } from "../binding";
import { establish, release } from "./context";
import { PcscLibrary } from "./library";
import { PCSC_SYSTEMS } from "./systems";
import { KoffiWatch } from "./watch";

/** PC/SC through the system's own library. Throws what the loader says when there is none. */
export function koffiBinding(): PcscBinding {
  const system = PCSC_SYSTEMS[process.platform];
  if (system === undefined) throw new Error(`the card readers of ${process.platform} are not known`);
  const library = new PcscLibrary(system);
  return {
    watch: (reports, signal) => watch(library, reports, signal),
    settle: () => library.settle(),
    get stuck() {
      return library.busy;
    },
  };
}

async function watch(library: PcscLibrary, reports: WatchReports, signal: AbortSignal): Promise<PcscWatch> {
  const context = await establish(library);
  if (!signal.aborted) return new KoffiWatch(library, context, reports);
  await release(library, context);
  throw signal.reason;
}
