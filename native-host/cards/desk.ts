import { VarcoError } from "../../shared/errors";
import { Families } from "../card/families/recognise";
import type { LoginCard } from "../card/login-card";
import { openCns } from "../card/open-cns";
import type { CardTransport } from "../card/transport";
import type { CardSource, TokenConnection } from "../readers/readers";
import { NoCardLock, type CardLock, type LockedReader, type PinChanges } from "./card-lock";
import { Mutex } from "./mutex";

/** How a card operation waits, and what it is meant for. */
export interface OperationOptions {
  readonly signal?: AbortSignal;
  /** Called once if the operation has to wait for another one, of this process or of another process of Varco. */
  readonly queued?: () => void;
  /** Called when the card is ours, with whether other programs are kept from it. */
  readonly claimed?: (exclusive: boolean) => void;
  /**
   * The insertion that the operation is meant for. If another card is in the reader, the operation throws
   * `card.removed`.
   */
  readonly insertion?: number;
  /** Stands between driver and card: see `Transcript`. */
  readonly over?: (transport: CardTransport) => CardTransport;
  /** The identifier of the card's family, where an earlier operation has found it. */
  readonly knownFamily?: string;
}

/**
 * The desk through which every card operation passes: one at a time in each reader, across all processes that share the
 * lock. It takes the card only for the operation and resets it afterwards. It counts every PIN change. A card that by
 * its ATR cannot be a CNS belongs to another program: it is never taken.
 */
export class CardDesk {
  readonly #readers: CardSource;
  readonly #lock: CardLock;
  readonly #families: Families;
  readonly #mutexes = new Map<string, Mutex>();

  /** Without a `lock` other processes are not kept out: for tests. */
  constructor(readers: CardSource, lock: CardLock = new NoCardLock(), families: Families = new Families()) {
    this.#readers = readers;
    this.#lock = lock;
    this.#families = families;
  }

  /** Whether a card with this ATR may be a CNS, so that the desk would take it. Not one that has no ATR. */
  mayBeCns(atr: Uint8Array): boolean {
    return this.#families.mayBeCns(atr);
  }

  /**
   * Runs one operation on the card in the named reader. Throws what the operation throws, and `reader.service`,
   * `reader.gone`, `card.none`, `card.removed`, `card.busy`, `card.mute`, `card.not-cns`, `card.contactless`,
   * `operation.cancelled`.
   */
  operate<T>(
    reader: string,
    work: (card: LoginCard, pins: PinChanges) => Promise<T>,
    options: OperationOptions = {},
  ): Promise<T> {
    const { signal, insertion } = options;
    const queued = once(options.queued);
    return this.#mutexOf(reader).runExclusive(
      async () => {
        this.#expect(reader, insertion);
        const token = (await this.#readers.token?.(reader)) ?? null;
        const locked = await this.#lock.take(reader, { signal, queued });
        try {
          return await (token === null
            ? this.#connected(reader, work, options, locked)
            : this.#withToken(token, reader, work, options, locked));
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
    work: (card: LoginCard, pins: PinChanges) => Promise<T>,
    { signal, insertion, knownFamily, claimed, over = (transport) => transport }: OperationOptions,
    locked: LockedReader,
  ): Promise<T> {
    // Judged behind the lock, for which this may have waited. A mute card has no ATR before somebody has taken it.
    const inside = this.#expect(reader, insertion);
    if (inside.length > 0) this.#families.byAtr(inside);
    const connection = await this.#readers.connect(reader);
    claimed?.(connection.exclusive);
    try {
      // The wait may have taken seconds: by now another card may be in the reader, or the person may have given up.
      if (signal?.aborted) throw new VarcoError("operation.cancelled");
      const atr = this.#expect(reader, insertion);
      const pinWillChange = () => locked.countPinChange();
      return await work(await openCns(over(connection), atr, knownFamily, pinWillChange, this.#families), locked);
    } finally {
      await connection.close();
    }
  }

  async #withToken<T>(
    token: TokenConnection,
    reader: string,
    work: (card: LoginCard, pins: PinChanges) => Promise<T>,
    { signal, insertion }: OperationOptions,
    locked: LockedReader,
  ): Promise<T> {
    try {
      if (signal?.aborted) throw new VarcoError("operation.cancelled");
      this.#expect(reader, insertion);
      return await work(
        token.openToken(() => locked.countPinChange()),
        locked,
      );
    } finally {
      await token.close();
    }
  }

  #mutexOf(reader: string): Mutex {
    const mutex = this.#mutexes.get(reader) ?? new Mutex();
    this.#mutexes.set(reader, mutex);
    return mutex;
  }

  /**
   * The ATR of the card in the reader (empty if there is none). Throws `card.removed` if it is not the one of that
   * insertion.
   */
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
