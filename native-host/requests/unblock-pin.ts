import type { CardCare } from "../cards/care";
import { checkUnblock } from "../cards/code-rules";
import type { Handlers } from "./context";

/** Sets a new PIN with the PUK, once, whether the old one is blocked or forgotten. */
export function unblockPinRequest(care: CardCare): Handlers["unblockPin"] {
  return async ({ reader, codes }, person) => {
    if (codes) checkUnblock(codes);
    const bytes = codes && { puk: Buffer.from(codes.puk), newPin: Buffer.from(codes.newPin) };
    const { pin, puk } = await care.unblockPin(reader, person, bytes);
    return { pin: { ...pin }, puk: { ...puk } };
  };
}
