import { VarcoError } from "../../shared/errors";
import type { CnsCard } from "../card/cns-card";
import { openCns } from "../card/open-cns";
import type { Readers } from "../readers/readers";
import { NoCardLock, type CardLock, type LockedReader, type PinChanges } from "./card-lock";
import { Mutex } from "./mutex";

/** How a card operation is waited for and given up. */
export interface OperationOptions {
  readonly signal?: AbortSignal;
  /** Called once if another operation, of this process or another of Varco, is running and this one has to wait. */
  readonly queued?: () => void;
  /** The insertion that the operation is meant for; another card in the reader is `card.removed`. */
  readonly insertion?: number;
  /** Identifier of the family that an earlier reading of this card showed. */
  readonly knownFamily?: string;
}

/**
 * Where cards are operated: in each reader one operation at a time, also among all processes that have the same lock; the card is held
 * only while it runs and reset after it. PIN changes are counted here, whoever makes them.
 */
export class CardDesk {
  readonly #readers: Readers;
  readonly #lock: CardLock;
  readonly #mutexs = new Map<string, Mutex>();

  /** Without `lock` nobody else is kept from the readers: for tests. */
  constructor(readers: Readers, lock: CardLock = new NoCardLock()) {
    this.#readers = readers;
    this.#lock = lock;
  }

  /**
   * Runs one operation on the card in the named reader. Throws what the operation throws, and `reader.service`,
   * `reader.gone`, `card.none`, `card.removed`, `card.busy`, `card.mute`, `card.not-cns`, `operation.cancelled`.
   */
  operate<T>(
    reader: string,
    work: (card: CnsCard, pins: PinChanges) => Promise<T>,
    options: OperationOptions = {},
  ): Promise<T> {
    const { signal, insertion } = options;
    const queued = once(options.queued);
    return this.#mutexOf(reader).pass(
      async () => {
        this.#expect(reader, insertion);
        const locked = await this.#lock.take(reader, { signal, queued });
        try {
          return await this.#connected(reader, work, options, locked);
        } finally {
          locked.release();
        }
      },
      signal,
      queued,
    );
  }

  async #connected<T>(
    reader: string,
    work: (card: CnsCard, pins: PinChanges) => Promise<T>,
    { signal, insertion, knownFamily }: OperationOptions,
    locked: LockedReader,
  ): Promise<T> {
    const connection = await this.#readers.connect(reader);
    try {
      // Others may have held the card for seconds: it may be another card now, the person may have given up.
      if (signal?.aborted) throw new VarcoError("operation.cancelled");
      const atr = this.#expect(reader, insertion);
      return await work(await openCns(connection, atr, knownFamily, () => locked.countPinChange()), locked);
    } finally {
      await connection.close();
    }
  }

  #mutexOf(reader: string): Mutex {
    const mutex = this.#mutexs.get(reader) ?? new Mutex();
    this.#mutexs.set(reader, mutex);
    return mutex;
  }

  /** The ATR of the card in the reader (empty if there is none). Throws `card.removed` if it is not the one of that insertion. */
  #expect(reader: string, insertion: number | undefined): Uint8Array {
    const card = this.#readers.state().readers.find(({ name }) => name === reader)?.card;
    if (insertion !== undefined && card?.insertion !== insertion) throw new VarcoError("card.removed");
    return card?.atr ?? new Uint8Array();
  }
}

function once(tell: (() => void) | undefined): () => void {
  let told = tell === undefined;
  return () => {
    if (!told) tell?.();
    told = true;
  };
}
