import { VarcoError } from '../../shared/errors';

/** Bytes after which lines without an end are taken as they are. */
const LONGEST = 1024;
const LINE_FEED = 0x0a;
const CARRIAGE_RETURN = 0x0d;

/**
 * The first lines of a stream, without their ends, each in a buffer of its own that the caller wipes; nothing of them is left in the
 * pieces that they came in. Throws `pin.cancelled` if there are fewer.
 */
export async function firstLines(input: AsyncIterable<Buffer>, count: number): Promise<Buffer[]> {
  const parts: Buffer[] = [];
  let length = 0;
  let ends = 0;
  for await (const data of input) {
    parts.push(data);
    length += data.length;
    ends += data.reduce((sum, byte) => (byte === LINE_FEED ? sum + 1 : sum), 0);
    if (ends >= count || length > LONGEST) break;
  }
  const whole = Buffer.concat(parts);
  for (const part of parts) part.fill(0);
  const lines = cut(whole, count);
  whole.fill(0);
  if (lines.length === count) return lines;
  for (const line of lines) line.fill(0);
  throw new VarcoError('pin.cancelled');
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
