import { CardCare } from "./cards/care";
import { CardDesk } from "./cards/desk";
import { CardMonitor } from "./cards/monitor";
import type { Composition } from "./composition";
import type { Readers } from "./readers/readers";

/** The readers, and what works with the cards in them. */
interface OpenCards {
  readonly readers: Readers;
  readonly desk: CardDesk;
  readonly monitor: CardMonitor;
  readonly care: CardCare;
}

/** Readers and cards from the moment on when somebody needs them: to open them reads the cards that are in. */
export class LazyCards {
  readonly #composition: Pick<Composition, "openReaders" | "cardLock">;
  #opened: OpenCards | null = null;

  constructor(composition: Pick<Composition, "openReaders" | "cardLock">) {
    this.#composition = composition;
  }

  open(): OpenCards {
    return (this.#opened ??= this.#openNow());
  }

  async close(): Promise<void> {
    this.#opened?.monitor.close();
    await this.#opened?.readers.close();
  }

  #openNow(): OpenCards {
    const readers = this.#composition.openReaders();
    const desk = new CardDesk(readers, this.#composition.cardLock);
    const monitor = new CardMonitor(readers, desk);
    return { readers, desk, monitor, care: new CardCare(monitor, desk) };
  }
}
