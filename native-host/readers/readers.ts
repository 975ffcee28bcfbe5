import type { LoginCard } from "../card/login-card";
import type { CardTransport } from "../card/transport";

/** One reader as the smart-card service (or a virtual one) reports it. */
export interface ReaderState {
  readonly name: string;
  /** The card in it: its ATR (empty if the card is mute), and a number that changes with every insertion. */
  readonly card: { readonly atr: Uint8Array; readonly insertion: number } | null;
  /** Whether codes can be typed on it. Known once its first card has been taken. */
  readonly keypad: boolean;
  /** The maker's program through which the card is used; none where Varco drives it itself. */
  readonly through?: string;
}

/** All readers. `service` false: the smart-card service cannot be used. The search for it goes on by itself. */
export interface ReadersState {
  readonly service: boolean;
  readonly readers: readonly ReaderState[];
  /** Why `service` is false, unless the service simply does not run. */
  readonly problem?: "reader.service" | "reader.not-allowed";
}

/** A card that we hold. It has a `keypad` if the reader has one. */
export interface CardConnection extends CardTransport {
  /** Whether other programs are kept from the card meanwhile. */
  readonly exclusive: boolean;
  /** Resets the card, which then forgets the PIN, and releases it. Never throws; may be called twice. */
  close(): Promise<void>;
}

/** A token behind its maker's program, for one operation. */
export interface TokenConnection {
  /** The token. `pinWillChange` is called before a request goes out that may change the PIN. */
  openToken(pinWillChange: () => void): LoginCard;
  /** Ends the operation: the token forgets the PIN. Never throws; may be called twice. */
  close(): Promise<void>;
}

/** Where cards come from: PC/SC readers alone, or tokens behind programs as well. */
export interface CardSource extends Readers {
  /**
   * The token in the named reader, for one operation; null: the card there is taken by PC/SC. Waits for a search that
   * is under way. Throws what a maker's program does wrong (`token.…`).
   */
  token?(reader: string): Promise<TokenConnection | null>;
}

/** Where cards come from: PC/SC in the release, a virtual reader in the devkit. */
export interface Readers {
  /** The state now. */
  state(): ReadersState;
  /** Resolves when the first state is known (service found or not). */
  ready(): Promise<void>;
  /** Calls back at every change. Returns the function that stops it. */
  watch(changed: (state: ReadersState) => void): () => void;
  /**
   * Takes the card in the named reader, exclusively if possible, else shared.
   * Throws `reader.service`, `reader.not-allowed`, `reader.none`, `reader.gone`, `card.none`, `card.busy`, `card.mute`.
   */
  connect(reader: string): Promise<CardConnection>;
  /** Stops watching and frees everything. */
  close(): Promise<void>;
  /** After `close`: whether a card still owes an answer. The process would wait for it at its end. */
  readonly stuck: boolean;
}
