/** How the bytes of a command reach the card. */
export interface CardTransport {
  /** What the card speaks under it: in T=0 a command cannot both carry and fetch data, so 61xx and 6Cxx come up. */
  readonly protocol: 'T=0' | 'T=1';
  /**
   * Sends one command APDU (bytes as in ISO/IEC 7816-4 §5.1) and returns the answer: data ‖ SW1 SW2, at least 2 bytes.
   * Throws `card.removed`, `reader.gone`, `reader.service`, `card.mute`, `card.busy` (another program reset the card) and,
   * for an extended APDU that the reader would not take, `reader.short-only`: the card saw nothing of it and can go on.
   */
  transmit(apdu: Uint8Array): Promise<Uint8Array>;
}
