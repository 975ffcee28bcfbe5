import type { Composition } from "../composition";
import { chooseReader } from "../cards/choose";
import { CardDesk } from "../cards/desk";
import { CardMonitor } from "../cards/monitor";
import { orCancelled } from "../cards/or-cancelled";
import { openCards } from "./open-cards";

/** The card that a command works with, and the parts of the host that reach it. */
export interface ChosenCard {
  /** The name of its reader. */
  readonly reader: string;
  /** The program of its maker through which it is used, once it was taken. */
  readonly through: () => string | undefined;
  /** Its answer to reset; empty if it gave none. */
  readonly atr: Uint8Array;
  readonly desk: CardDesk;
  /** The monitor. The first call makes it read all inserted cards. */
  readonly monitor: () => CardMonitor;
  /** Fires at the first Ctrl-C. The second one ends the process. */
  readonly signal: AbortSignal;
}

/** The options by which a command chooses its card. */
export const CARD_OPTIONS = { reader: { type: "string" }, module: { type: "string" } } as const;

interface CardChoice {
  readonly reader?: string | undefined;
  /** A PKCS#11 module that is to be used, and no other way. */
  readonly module?: string | undefined;
}

type CardParts = Pick<Composition, "openReaders" | "cardLock" | "settings" | "start" | "systemSettings">;

/**
 * Does a command's work with the card in the named reader, or with the only card there is, and closes everything after
 * it. Throws what the work and `chooseReader` throw, `token.module`, and `operation.cancelled`.
 */
export async function withCard<T>(
  composition: CardParts,
  { reader: readerName, module }: CardChoice,
  work: (card: ChosenCard) => Promise<T>,
): Promise<T> {
  const interrupt = new AbortController();
  const interrupted = () => interrupt.abort();
  process.once("SIGINT", interrupted);
  const { readers, families } = openCards(composition, module);
  const desk = new CardDesk(readers, composition.cardLock, families);
  const opened: { monitor: CardMonitor | null } = { monitor: null };
  try {
    await orCancelled(readers.ready(), interrupt.signal);
    const { name: reader, card } = chooseReader(readers.state(), readerName, (atr) => desk.mayBeCns(atr));
    return await work({
      reader,
      through: () => readers.state().readers.find(({ name }) => name === reader)?.through,
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
