import type { Composition } from "../composition";
import { knownFamilies } from "../cards/added-families";
import { chooseReader } from "../cards/choose";
import { CardDesk } from "../cards/desk";
import { CardMonitor } from "../cards/monitor";
import { orCancelled } from "../cards/or-cancelled";

/** The card that a command works with, and the parts of the host that reach it. */
export interface ChosenCard {
  /** The name of its reader. */
  readonly reader: string;
  /** Its answer to reset; empty if it gave none. */
  readonly atr: Uint8Array;
  readonly desk: CardDesk;
  /** The monitor. The first call makes it read all inserted cards. */
  readonly monitor: () => CardMonitor;
  /** Fires at the first Ctrl-C. The second one ends the process. */
  readonly signal: AbortSignal;
}

/**
 * Does a command's work with the card in the named reader, or with the only card there is, and closes everything after
 * it. Throws what the work and `chooseReader` throw, and `operation.cancelled`.
 */
export async function withCard<T>(
  { openReaders, cardLock, familiesFile }: Pick<Composition, "openReaders" | "cardLock" | "familiesFile">,
  readerName: string | undefined,
  work: (card: ChosenCard) => Promise<T>,
): Promise<T> {
  const interrupt = new AbortController();
  const interrupted = () => interrupt.abort();
  process.once("SIGINT", interrupted);
  const readers = openReaders();
  const desk = new CardDesk(readers, cardLock, knownFamilies(familiesFile));
  const opened: { monitor: CardMonitor | null } = { monitor: null };
  try {
    await orCancelled(readers.ready(), interrupt.signal);
    const { name: reader, card } = chooseReader(readers.state(), readerName, (atr) => desk.mayBeCns(atr));
    return await work({
      reader,
      atr: card?.atr ?? new Uint8Array(),
      desk,
      monitor: () => (opened.monitor ??= new CardMonitor(readers, desk)),
      signal: interrupt.signal,
    });
  } finally {
    process.off("SIGINT", interrupted);
    opened.monitor?.close();
    await readers.close();
  }
}
