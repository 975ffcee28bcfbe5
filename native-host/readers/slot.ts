import type { ReaderState } from "./readers";

/** What PC/SC reports of a reader: SCARD_STATE_* bits with, in the upper 16, its count of insertions and removals. */
export interface ReaderStatus {
  readonly state: number;
  readonly atr: Uint8Array;
}

/** What is known about a reader. */
export interface Slot {
  /** Whether the service can talk to the reader. It cannot from the moment the reader is unplugged until it notices. */
  readonly reachable: boolean;
  readonly card: ReaderState["card"];
  /** The count at which this was seen. */
  readonly events: number;
}

export const EMPTY: Slot = { reachable: true, card: null, events: 0 };

/** The service does not know the reader: it is gone. */
export const SCARD_STATE_UNKNOWN = 0x04;
const SCARD_STATE_UNAVAILABLE = 0x08;
const SCARD_STATE_PRESENT = 0x20;

/**
 * The slot after a report. The count tells a card that was swapped between two reports from one that stayed; the ATR
 * does not (two cards may share it, and one card may answer a warm reset with another). Changes of power and of other
 * programs' use are reported too, and leave the insertion as it is.
 */
export function slotAfter(before: Slot, status: ReaderStatus, nextInsertion: () => number): Slot {
  const events = status.state >>> 16;
  const reachable = (status.state & (SCARD_STATE_UNKNOWN | SCARD_STATE_UNAVAILABLE)) === 0;
  if (!reachable || (status.state & SCARD_STATE_PRESENT) === 0) return { reachable, card: null, events };
  const stayed = before.card !== null && before.events === events;
  return { reachable, card: { atr: status.atr, insertion: stayed ? before.card.insertion : nextInsertion() }, events };
}

/** Whether two slots look the same from outside. */
export function looksSame(one: Slot, other: Slot): boolean {
  if (one.reachable !== other.reachable) return false;
  if (one.card === null || other.card === null) return one.card === other.card;
  return one.card.insertion === other.card.insertion && Buffer.compare(one.card.atr, other.card.atr) === 0;
}
