import { VarcoError } from "../../shared/errors";

/** No CNS certificate comes near this length. Anything longer is garbage. */
const LONGEST_CERTIFICATE = 8192;
const SEQUENCE = 0x30;
const LONG_FORM = 0x80;

/**
 * Length in bytes, header included, of the DER sequence that begins with `head` (at least 4 bytes). ITU-T X.690 §8.1.3.
 * Throws `card.certificate` when it is no sequence or its length is absurd.
 */
export function derLength(head: Uint8Array): number {
  const [tag, first, ...rest] = head;
  if (tag !== SEQUENCE || first === undefined)
    throw new VarcoError("card.certificate", { reason: "the file does not begin like a certificate" });
  if (first < LONG_FORM) return 2 + first;
  const count = first & 0x7f;
  const digits = rest.slice(0, count);
  const length = 2 + count + digits.reduce((sum, digit) => sum * 256 + digit, 0);
  if (count === 0 || digits.length < count || length > LONGEST_CERTIFICATE) {
    throw new VarcoError("card.certificate", { reason: "its length makes no sense" });
  }
  return length;
}
