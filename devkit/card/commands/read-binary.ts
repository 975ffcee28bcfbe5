import type { CommandApdu } from "../command-apdu";
import type { CardState } from "../state";
import { answer, status, SW, type Answer } from "../status-word";

/**
 * READ BINARY of the current file (ISO/IEC 7816-4 §7.2.3), offset in P1 P2 below 8000. Le 00 (or 0000) takes what is
 * left; a definite Le beyond the end gives what is left and 6282.
 */
export function readBinary({ session }: CardState, { p1, p2, data, le }: CommandApdu): Answer {
  if (p1 >= 0x80) return status(SW.fileNotFound);
  if (data.length > 0 || le === null) return status(SW.wrongLength);
  if (session.file === null) return status(SW.noCurrentFile);
  const { content } = session.file;
  const offset = (p1 << 8) | p2;
  if (offset >= content.length) return status(SW.wrongOffset);
  const bytes = content.subarray(offset, offset + le);
  const allThatIsLeft = le === 256 || le === 65536;
  return answer(bytes, bytes.length < le && !allThatIsLeft ? SW.endOfFile : SW.ok);
}
