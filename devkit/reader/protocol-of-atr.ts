/**
 * The protocol that a reader speaks with a card of this ATR: T=1 where it is offered, else T=0 (ISO/IEC 7816-3 §8.2.3:
 * the low half of each TD byte names a protocol, the high half says whether another TD follows).
 */
export function protocolOfAtr(atr: Uint8Array): "T=0" | "T=1" {
  let indicator = atr[1] ?? 0;
  let position = 2;
  for (;;) {
    const before = [0x10, 0x20, 0x40].filter((bit) => (indicator & bit) !== 0).length;
    const next = (indicator & 0x80) === 0 ? undefined : atr[position + before];
    if (next === undefined) return "T=0";
    if ((next & 0x0f) === 1) return "T=1";
    indicator = next;
    position += before + 1;
  }
}
