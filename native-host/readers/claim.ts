import { setTimeout as delay } from "node:timers/promises";
import { VarcoError } from "../../shared/errors";
import type { PcscReader, Taken } from "./binding";
import { scardMeaning } from "./scard";
import { settledWithin } from "./within";

/** Milliseconds between two attempts at a card that other programs use. */
const BUSY_POLL = 150;

/**
 * Takes the card in a reader, exclusively if possible, else shared. Programs that react to an inserted card hold it for
 * a moment, and so does the host of another browser: this waits up to `patience` milliseconds for them. Throws
 * `card.busy`, and the error of PC/SC for any other failure. After a failure this calls `free` once the reader can
 * be used again, and says whether its object can, too. That may be at once, or only when the service answers, which it
 * does not while another program is in a transaction.
 */
export async function claim(reader: PcscReader, patience: number, free: (reusable: boolean) => void): Promise<Taken> {
  const end = performance.now() + patience;
  for (;;) {
    for (const share of ["exclusive", "shared"] as const) {
      const connecting = reader.connect(share);
      const taken = await settledWithin(Math.max(end - performance.now(), BUSY_POLL), connecting);
      if (taken === null) {
        void letGoOnceTaken(reader, connecting).then(free);
        throw new VarcoError("card.busy");
      }
      if (taken.status === "fulfilled") return taken.value;
      if (scardMeaning(taken.reason) !== "card.busy") {
        free(true);
        throw taken.reason;
      }
    }
    if (performance.now() > end) {
      free(true);
      throw new VarcoError("card.busy");
    }
    await delay(BUSY_POLL);
  }
}

/** Releases a card that came when we no longer wanted it. Returns whether the reader can be used again. */
async function letGoOnceTaken(reader: PcscReader, connecting: Promise<Taken>): Promise<boolean> {
  const [taken] = await Promise.allSettled([connecting]);
  if (taken.status === "rejected") return true;
  const [left] = await Promise.allSettled([reader.disconnect("leave")]);
  return left.status === "fulfilled";
}
