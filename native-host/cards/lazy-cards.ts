import type { Families } from "../card/families/recognise";
import type { CardLock } from "./card-lock";
import { CardCare } from "./care";
import { CardDesk } from "./desk";
import { CardMonitor } from "./monitor";
import type { CardSource } from "../readers/readers";

/** What opens the readers, and keeps operations of several processes apart. */
export interface LazyCardsParts {
  readonly openCards: () => { readonly readers: CardSource; readonly families: Families };
  readonly cardLock: CardLock;
}

/** The readers, and what works with the cards in them. */
interface OpenCards {
  readonly readers: CardSource;
  readonly desk: CardDesk;
  readonly monitor: CardMonitor;
  readonly care: CardCare;
}

/** Readers and cards from the moment on when somebody needs them: to open them reads the cards that are in. */
export class LazyCards {
  readonly #parts: LazyCardsParts;
  #opened: OpenCards | null = null;

  constructor(parts: LazyCardsParts) {
    this.#parts = parts;
  }

  open(): OpenCards {
    return (this.#opened ??= this.#openNow());
  }

  async close(): Promise<void> {
    this.#opened?.monitor.close();
    await this.#opened?.readers.close();
  }

  #openNow(): OpenCards {
    const { readers, families } = this.#parts.openCards();
    const desk = new CardDesk(readers, this.#parts.cardLock, families);
    const monitor = new CardMonitor(readers, desk);
    return { readers, desk, monitor, care: new CardCare(monitor, desk) };
  }
}
