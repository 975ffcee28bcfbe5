import { VarcoError } from "../../../shared/errors";
import type { VirtualCard } from "../virtual-card";

/** What the card answers on the wire, however short; null when it is pulled out before it could. */
export async function answerOf(card: VirtualCard, apdu: Uint8Array): Promise<Uint8Array | null> {
  try {
    return await card.exchange(apdu);
  } catch (failure) {
    if (failure instanceof VarcoError && failure.code === "card.removed") return null;
    throw failure;
  }
}
