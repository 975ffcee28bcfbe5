import { randomBytes } from "node:crypto";
import type { CommandApdu } from "../command-apdu";
import type { CardState } from "../state";
import { answer, status, SW, type Answer } from "../status-word";

/** GET CHALLENGE (ISO/IEC 7816-4 §7.5.3): random bytes, as many as the family gives at once. */
export function getChallenge({ family }: CardState, { p1, p2, data, le }: CommandApdu): Answer {
  if (p1 !== 0 || p2 !== 0) return status(SW.wrongParameters);
  if (data.length > 0 || le === null || le > family.challengeMax) return status(SW.wrongLength);
  return answer(randomBytes(le));
}
