import type { ReaderState } from './readers';

/** What PC/SC reports of a reader: SCARD_STATE_* bits with, in the upper 16, its count of insertions and removals. */
export interface ReaderStatus {
  readonly state: number;
  readonly atr: Uint8Array;
}

/** A reader's card and the count at which it was seen. */
export interface Slot {
  readonly card: ReaderState['card'];
  readonly events: number;
}

export const EMPTY: Slot = { card: null, events: 0 };

const SCARD_STATE_PRESENT = 0x20;

/**
 * The slot after a report. The count tells a card that was swapped between two reports from one that stayed; the ATR
 * does not (two cards may share it, and one card may answer a warm reset with another). Changes of power and of other
 * programs' use are reported too, and leave the insertion as it is.
 */
export function slotAfter(before: Slot, status: ReaderStatus, nextInsertion: () => number): Slot {
  const events = status.state >>> 16;
  if ((status.state & SCARD_STATE_PRESENT) === 0) return { card: null, events };
  const stayed = before.card !== null && before.events === events;
  return { card: { atr: status.atr, insertion: stayed ? before.card.insertion : nextInsertion() }, events };
}

/** Whether two slots look the same from outside. */
export function sameCard(one: Slot, other: Slot): boolean {
  if (one.card === null || other.card === null) return one.card === other.card;
  return one.card.insertion === other.card.insertion && Buffer.compare(one.card.atr, other.card.atr) === 0;
}
