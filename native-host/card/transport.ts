/**
 * The keypad of a reader. The person types there, the reader puts the digits (5 to 8, ASCII) into the command and sends
 * it: nothing of them comes by here. Both are given the command as it would be sent, with blocks of eight bytes FF
 * where codes belong, and return the card's answer, or what the reader says in its place (see `keypad.ts`). They throw
 * what `CardTransport.transmit` throws, and `keypad.failed` when the reader will not take the command.
 */
export interface Keypad {
  /** One code, at the beginning of the data. */
  verify(command: Uint8Array): Promise<Uint8Array>;
  /** Two codes, one behind the other; the second one is typed twice. */
  modify(command: Uint8Array): Promise<Uint8Array>;
}

/** How the bytes of a command reach the card. */
export interface CardTransport {
  /** What the card speaks under it: in T=0 a command cannot both carry and fetch data, so 61xx and 6Cxx come up. */
  readonly protocol: "T=0" | "T=1";
  /**
   * Sends one command APDU (bytes as in ISO/IEC 7816-4 §5.1) and returns the answer: data ‖ SW1 SW2, at least 2 bytes.
   * Throws `card.removed`, `reader.gone`, `reader.service`, `card.mute`, `card.busy` (another program reset the card)
   * and, for an extended APDU that the reader would not take, `reader.short-only`: the card saw nothing of it and can
   * go on.
   */
  transmit(apdu: Uint8Array): Promise<Uint8Array>;
  /** The reader's keypad, if it has one. */
  readonly keypad?: Keypad;
}
