import { LIMITS } from "../../shared/limits";
import { VarcoError } from "../../shared/errors";

/*
 * A frame of native messaging: 32-bit length in native byte order, then that many bytes of UTF-8 JSON.
 * Source: developer.chrome.com "Native messaging", section "Native messaging protocol".
 */
export const LENGTH_BYTES = 4;
/** Looked at here: `node:os` would be loaded for this alone, before the first answer. */
const littleEndian = new Uint8Array(Uint16Array.of(1).buffer)[0] === 1;

/**
 * Cuts a byte stream into frame bodies. The caller owns each body and may wipe it. A frame that the end of the stream
 * cuts short is dropped. Throws `message.too-long` as soon as a frame announces a length beyond the limit.
 */
export async function* readFrames(
  input: AsyncIterable<Buffer>,
  limit: number = LIMITS.extensionFrame,
): AsyncGenerator<Buffer, undefined> {
  let parts: Buffer[] = [];
  let held = 0;
  let wanted = LENGTH_BYTES;
  let readingLength = true;
  for await (const data of input) {
    parts.push(data);
    held += data.length;
    while (held >= wanted) {
      const all = joined(parts, held);
      const piece = Buffer.from(all.subarray(0, wanted));
      all.fill(0, 0, wanted);
      parts = [all.subarray(wanted)];
      held -= wanted;
      if (readingLength) {
        wanted = frameLength(piece);
        if (wanted > limit) throw new VarcoError("message.too-long", { limit });
      } else {
        yield piece;
        wanted = LENGTH_BYTES;
      }
      readingLength = !readingLength;
    }
  }
}

/** The length of a frame's body, from the bytes in front of it. */
export function frameLength(start: Buffer): number {
  return littleEndian ? start.readUInt32LE() : start.readUInt32BE();
}

/** Joins the pieces into one buffer and wipes them. */
function joined(parts: readonly Buffer[], length: number): Buffer {
  const [only, ...others] = parts;
  if (only && others.length === 0) return only;
  const all = Buffer.concat(parts, length);
  for (const part of parts) part.fill(0);
  return all;
}

/** The frame of one message. Throws `message.too-long` for a message that the browser would not take. */
export function encodeFrame(message: unknown, limit: number = LIMITS.hostFrame): Buffer {
  const body = Buffer.from(JSON.stringify(message), "utf8");
  if (body.length > limit) throw new VarcoError("message.too-long", { limit });
  const length = Buffer.alloc(LENGTH_BYTES);
  if (littleEndian) length.writeUInt32LE(body.length);
  else length.writeUInt32BE(body.length);
  return Buffer.concat([length, body]);
}
