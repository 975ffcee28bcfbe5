import { VarcoError } from '../../shared/errors';
import type { CnsCard } from '../card/cns-card';
import { openCns } from '../card/open-cns';
import type { Readers } from '../readers/readers';
import { Turnstile } from './turnstile';

/** How a card operation is waited for and given up. */
export interface OperationOptions {
  readonly signal?: AbortSignal;
  /** Called if another operation is running and this one has to wait. */
  readonly queued?: () => void;
  /** The insertion that the operation is meant for; another card in the reader is `card.removed`. */
  readonly insertion?: number;
  /** Identifier of the family that an earlier reading of this card showed. */
  readonly knownFamily?: string;
}

/** Where cards are operated: one operation at a time, the card held only while it runs and reset after it. */
export class CardDesk {
  readonly #turnstile = new Turnstile();

  constructor(private readonly readers: Readers) {}

  /**
   * Runs one operation on the card in the named reader. Throws what the operation throws, and `reader.service`,
   * `reader.gone`, `card.none`, `card.removed`, `card.busy`, `card.mute`, `card.not-cns`, `operation.cancelled`.
   */
  operate<T>(reader: string, work: (card: CnsCard) => Promise<T>, options: OperationOptions = {}): Promise<T> {
    const { signal, queued, insertion, knownFamily } = options;
    return this.#turnstile.pass(async () => {
      this.#expect(reader, insertion);
      const connection = await this.readers.connect(reader);
      try {
        // Another program may have held the card for seconds: it may be another card now, the person may have given up.
        if (signal?.aborted) throw new VarcoError('operation.cancelled');
        const atr = this.#expect(reader, insertion);
        return await work(await openCns(connection, atr, knownFamily));
      } finally {
        await connection.close();
      }
    }, signal, queued);
  }

  /** The ATR of the card in the reader (empty if there is none). Throws `card.removed` if it is not the one of that insertion. */
  #expect(reader: string, insertion: number | undefined): Uint8Array {
    const card = this.readers.state().readers.find(({ name }) => name === reader)?.card;
    if (insertion !== undefined && card?.insertion !== insertion) throw new VarcoError('card.removed');
    return card?.atr ?? new Uint8Array();
  }
}
