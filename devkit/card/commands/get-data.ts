import type { CommandApdu } from "../command-apdu";
import type { CardState } from "../state";
import { answer, status, SW, type Answer } from "../status-word";

const MODEL = 0x0180;

/**
 * GET DATA (ISO/IEC 7816-4 §7.4.2): the model's name, on families that have one, while their application is selected.
 */
export function getData({ family, session }: CardState, { p1, p2, data, le }: CommandApdu): Answer {
  if (data.length > 0 || le === null) return status(SW.wrongLength);
  const { application } = family;
  const selected = application !== null && session.location[0].name === application.aid;
  if (((p1 << 8) | p2) !== MODEL || !selected || application.model === null) return status(SW.referenceNotFound);
  return answer(new Uint8Array(Buffer.from(application.model, "latin1")));
}
