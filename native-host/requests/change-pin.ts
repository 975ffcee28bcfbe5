import type { CardCare } from "../cards/care";
import { checkChange } from "../cards/code-rules";
import type { Handlers } from "../messaging/handlers";

/** Changes the PIN, once. */
export function changePinRequest(care: CardCare): Handlers["changePin"] {
  return async ({ reader, codes }, person) => {
    if (codes) checkChange(codes, await care.pinRules(reader));
    const bytes = codes && { oldPin: Buffer.from(codes.oldPin), newPin: Buffer.from(codes.newPin) };
    const { pin } = await care.changePin(reader, person, bytes);
    return { pin: { ...pin } };
  };
}
