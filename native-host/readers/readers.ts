import type { CardTransport } from "../card/transport";

/** One reader as the smart-card service (or a virtual one) reports it. */
export interface ReaderState {
  readonly name: string;
  /** The card in it: its ATR (empty if the card is mute), and a number that changes with every insertion. */
  readonly card: { readonly atr: Uint8Array; readonly insertion: number } | null;
  /** Whether codes can be typed on it; known as soon as its first card was taken. */
  readonly keypad: boolean;
}

/** All readers. `service` false: the smart-card service cannot be used; it is looked for again by itself. */
export interface ReadersState {
  readonly service: boolean;
  readonly readers: readonly ReaderState[];
  /** Why `service` is false, where it is not simply that it does not run. */
  readonly problem?: "reader.service" | "reader.not-allowed";
}

/** A card held by us; its `keypad` is there where the reader's is. */
export interface CardConnection extends CardTransport {
  /** Whether no other program can use the card meanwhile. */
  readonly exclusive: boolean;
  /** Resets the card (PIN forgotten) and lets it go. Never throws; may be called twice. */
  close(): Promise<void>;
}

/** Where cards come from: PC/SC in the release, a virtual reader in the devkit. */
export interface Readers {
  /** The state now. */
  state(): ReadersState;
  /** Resolves when the first state is known (service found or not). */
  ready(): Promise<void>;
  /** Calls back at every change; returns the way to stop. */
  watch(changed: (state: ReadersState) => void): () => void;
  /**
   * Takes the card in the named reader, exclusively if possible, else shared.
   * Throws `reader.service`, `reader.not-allowed`, `reader.none`, `reader.gone`, `card.none`, `card.busy`, `card.mute`.
   */
  connect(reader: string): Promise<CardConnection>;
  /** Stops watching and frees everything. */
  close(): Promise<void>;
  /** After `close`: whether a card still owes an answer, for which the process would wait at its end. */
  readonly stuck: boolean;
}
