import type { CardCare } from "../cards/care";
import { checkUnblock } from "../cards/code-rules";
import type { Handlers } from "../messaging/handlers";

/** Sets a new PIN with the PUK, once. The old PIN may be blocked or just forgotten. */
export function unblockPinRequest(care: CardCare): Handlers["unblockPin"] {
  return async ({ reader, codes }, person) => {
    if (codes) checkUnblock(codes, await care.pinRules(reader));
    const bytes = codes && { puk: Buffer.from(codes.puk), newPin: Buffer.from(codes.newPin) };
    const { pin, puk } = await care.unblockPin(reader, person, bytes);
    return { pin: { ...pin }, puk: { ...puk } };
  };
}
