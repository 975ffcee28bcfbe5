import type { ByteSource } from "./byte-source";
import { RPC_LIMITS } from "./limits";

/*
 * A frame is: three 32-bit numbers, big-endian (code of the call, length of the options, length of the message),
 * options, message. The client chooses the code, a different one for each of its threads; the response carries the same
 * code. Source: p11-kit, rpc-transport.c.
 */
const HEADER_BYTES = 12;

/** A request as it came. */
export interface Frame {
  readonly code: number;
  /** Null: the message was too long, and was skipped. */
  readonly message: Buffer | null;
}

/**
 * Reads the next frame. Null at the end of the stream, and for bytes that cannot be a frame: nothing after them makes
 * sense.
 */
export async function readFrame(source: ByteSource): Promise<Frame | null> {
  const header = await source.take(HEADER_BYTES);
  if (!header) return null;
  const code = header.readUInt32BE(0);
  const options = header.readUInt32BE(4);
  const length = header.readUInt32BE(8);
  if (code === 0 || options > RPC_LIMITS.options || length > RPC_LIMITS.skippedRequest) return null;
  if (!(await source.skip(options))) return null;
  if (length > RPC_LIMITS.request) return (await source.skip(length)) ? { code, message: null } : null;
  const message = await source.take(length);
  return message && { code, message };
}

/** Frames the response to the call with that code. */
export function writeFrame(code: number, message: Buffer): Buffer {
  const header = Buffer.alloc(HEADER_BYTES);
  header.writeUInt32BE(code, 0);
  header.writeUInt32BE(message.length, 8);
  return Buffer.concat([header, message]);
}
