/**
 * The keypad of a reader. The person types there. The reader puts the digits (5 to 8, ASCII) into the command and sends
 * it: this program never sees them. Both methods take the command with blocks of eight bytes FF where codes belong.
 * They return the card's answer, or what the reader says in its place (see `keypad.ts`). They throw what
 * `CardTransport.transmit` throws, and `keypad.failed` when the reader does not accept the command.
 */
export interface Keypad {
  /** One code, at the beginning of the data. */
  verify(command: Uint8Array): Promise<Uint8Array>;
  /** Two codes, one after the other. The person types the second one twice. */
  modify(command: Uint8Array): Promise<Uint8Array>;
}

/** How the bytes of a command reach the card. */
export interface CardTransport {
  /** The card's transmission protocol. In T=0 a command cannot both carry and fetch data, so 61xx and 6Cxx come up. */
  readonly protocol: "T=0" | "T=1";
  /**
   * Sends one command APDU (bytes as in ISO/IEC 7816-4 §5.1) and returns the answer: data ‖ SW1 SW2, at least 2 bytes.
   * Throws `card.removed`, `reader.gone`, `reader.service`, `card.mute`, `card.busy` (another program reset the card)
   * and, for an extended APDU that the reader does not accept, `reader.short-only`: the card saw nothing of it and can
   * go on.
   */
  transmit(apdu: Uint8Array): Promise<Uint8Array>;
  /** Whether the reader is known not to pass extended APDUs on, so that they are the last thing to try. */
  readonly shortOnly?: boolean;
  /** The reader's keypad, if it has one. */
  readonly keypad?: Keypad;
}
