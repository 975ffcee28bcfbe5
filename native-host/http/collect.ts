import { LIMITS } from "../../shared/limits";

/** A body is longer than the relay takes. */
export class TooLong extends Error {}

/** All bytes of a stream. Throws `TooLong` above 20 MB, and as the stream. */
export async function collect(stream: AsyncIterable<unknown>): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of stream) {
    if (!Buffer.isBuffer(chunk)) continue;
    length += chunk.length;
    if (length > LIMITS.answerBody) throw new TooLong();
    chunks.push(chunk);
  }
  return Buffer.concat(chunks, length);
}
