import { setTimeout as delay } from "node:timers/promises";
import { VarcoError } from "../../shared/errors";
import { connect, disconnect } from "./calls";
import type { NativeReader } from "./pcsclite";
import { scardMeaning } from "./scard";
import { settledWithin } from "./within";

/** Milliseconds between two attempts at a card that other programs use. */
const BUSY_POLL = 150;

/** How a card was taken: the PC/SC number of its protocol, and whether no other program can use it. */
export interface Claim {
  readonly protocol: number;
  readonly exclusive: boolean;
}

/**
 * Takes the card in a reader, exclusively if possible, else shared. Programs that react to an inserted card hold it for
 * a moment, and so does the host of another browser: this waits up to `patience` milliseconds for them. Throws
 * `card.busy`, and the error of pcsclite for any other failure. After a failure this calls `free` once the reader can
 * be used again, and says whether its object can, too. That may be at once, or only when the service answers, which it
 * does not while another program is in a transaction.
 */
export async function claim(reader: NativeReader, patience: number, free: (reusable: boolean) => void): Promise<Claim> {
  const end = performance.now() + patience;
  for (;;) {
    for (const exclusive of [true, false]) {
      const connecting = connect(reader, exclusive ? reader.SCARD_SHARE_EXCLUSIVE : reader.SCARD_SHARE_SHARED);
      const taken = await settledWithin(Math.max(end - performance.now(), BUSY_POLL), connecting);
      if (taken === null) {
        void letGoOnceTaken(reader, connecting).then(free);
        throw new VarcoError("card.busy");
      }
      if (taken.status === "fulfilled") return { protocol: taken.value, exclusive };
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
async function letGoOnceTaken(reader: NativeReader, connecting: Promise<number>): Promise<boolean> {
  const [taken] = await Promise.allSettled([connecting]);
  if (taken.status === "rejected") return true;
  const [left] = await Promise.allSettled([disconnect(reader, reader.SCARD_LEAVE_CARD)]);
  return left.status === "fulfilled";
}
