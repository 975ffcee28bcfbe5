/**
 * Messages of one byte. The first four are vpcd's, from reader to card. Towards our own reader the card's side is a
 * server, several readers may look at one card, and one of them holds it. So there:
 * - power on asks to hold the card and is answered: `held`, `busy`, or an empty message (no card);
 * - power off lets it go; so does the end of the connection. Both reset the card;
 * - ATR and APDUs are answered as in vpcd; an empty message stands for no card, a card not held, a mute card, and any
 *   answer without a status word;
 * - `absent` or `present` comes at once after connecting and at every change, between the answers; before it, and at
 *   every change, whether the reader has a keypad;
 * - a message that begins with `keypad`, which no command does, then holds `verify` or `modify` and the structure of
 *   PC/SC part 10 for it; it is answered as an APDU is.
 */
export const CONTROL = { powerOff: 0x00, powerOn: 0x01, reset: 0x02, atr: 0x04 } as const;
export const NOTICE = { absent: 0x10, present: 0x11, withKeypad: 0x14, withoutKeypad: 0x15 } as const;
export const REPLY = { held: 0x12, busy: 0x13 } as const;

export const KEYPAD = { mark: 0xff, verify: 0x06, modify: 0x07 } as const;

/** Shortest command APDU: what is shorter is a control message. */
export const APDU_MIN = 4;

export const EMPTY = new Uint8Array();
