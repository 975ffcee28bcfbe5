import { VarcoError } from "../../shared/errors";
import { orCancelled } from "../cards/or-cancelled";

/** After so many bytes, reading stops even if a line has no end. */
const LONGEST = 1024;
const LINE_FEED = 0x0a;
const CARRIAGE_RETURN = 0x0d;

/**
 * Reads the first lines of a stream, without their line ends, each into a buffer of its own. The caller wipes these;
 * the stream's own buffers are wiped here. Throws `pin.cancelled` if there are fewer lines, and `operation.cancelled`.
 */
export async function firstLines(input: AsyncIterable<Buffer>, count: number, signal: AbortSignal): Promise<Buffer[]> {
  const parts: Buffer[] = [];
  try {
    await collect(input, count, signal, parts);
    const whole = Buffer.concat(parts);
    const lines = cut(whole, count);
    whole.fill(0);
    if (lines.length === count) return lines;
    for (const line of lines) line.fill(0);
    throw new VarcoError("pin.cancelled");
  } finally {
    for (const part of parts) part.fill(0);
  }
}

async function collect(
  input: AsyncIterable<Buffer>,
  count: number,
  signal: AbortSignal,
  parts: Buffer[],
): Promise<void> {
  const pieces = input[Symbol.asyncIterator]();
  for (let length = 0, ends = 0; ends < count && length <= LONGEST;) {
    const piece = await orCancelled(pieces.next(), signal);
    if (piece.done) return;
    parts.push(piece.value);
    length += piece.value.length;
    ends += piece.value.reduce((sum, byte) => (byte === LINE_FEED ? sum + 1 : sum), 0);
  }
  await pieces.return?.();
}

function cut(whole: Buffer, count: number): Buffer[] {
  const lines: Buffer[] = [];
  for (let at = 0; at < whole.length && lines.length < count;) {
    const feed = whole.indexOf(LINE_FEED, at);
    const end = feed < 0 ? whole.length : feed;
    lines.push(Buffer.from(whole.subarray(at, end > at && whole[end - 1] === CARRIAGE_RETURN ? end - 1 : end)));
    at = end + 1;
  }
  return lines;
}
