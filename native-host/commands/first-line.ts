import { VarcoError } from '../../shared/errors';

/** Bytes after which a line without an end is taken as it is. */
const LONGEST_LINE = 1024;

/**
 * The first line of a stream, without its end, in a buffer of its own that the caller wipes; nothing of it is left in the pieces
 * that it came in. Throws `pin.cancelled` if there is none.
 */
export async function firstLine(input: AsyncIterable<Buffer>): Promise<Buffer> {
  const parts: Buffer[] = [];
  let length = 0;
  for await (const data of input) {
    const end = data.indexOf('\n');
    parts.push(end < 0 ? data : data.subarray(0, end));
    length += data.length;
    if (end >= 0 || length > LONGEST_LINE) break;
  }
  if (length === 0) throw new VarcoError('pin.cancelled');
  const line = Buffer.concat(parts);
  for (const part of parts) part.fill(0);
  return line.at(-1) === 0x0d ? line.subarray(0, -1) : line;
}
