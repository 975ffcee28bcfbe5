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
    return this.#turnstile.pass(async () => {
      const inserted = this.readers.state().readers.find(({ name }) => name === reader)?.card;
      if (options.insertion !== undefined && inserted?.insertion !== options.insertion) throw new VarcoError('card.removed');
      const connection = await this.readers.connect(reader);
      try {
        return await work(await openCns(connection, inserted?.atr ?? new Uint8Array(), options.knownFamily));
      } finally {
        await connection.close();
      }
    }, options.signal, options.queued);
  }
}
