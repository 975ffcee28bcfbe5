import type { ByteSource } from "./byte-source";
import { RPC_LIMITS } from "./limits";

/*
 * A frame: three 32-bit numbers, big-endian (code of the call, length of the options, length of the message), options, message.
 * The client chooses the code, different for each of its threads; the answer carries it back. Source: p11-kit, rpc-transport.c.
 */
const HEADER_BYTES = 12;

/** A request as it came. */
export interface Frame {
  readonly code: number;
  /** Null: too long, and passed over. */
  readonly message: Buffer | null;
}

/** The next frame; null at the end of the stream, or if what comes cannot be a frame: then the stream has no meaning any more. */
export async function readFrame(source: ByteSource): Promise<Frame | null> {
  const header = await source.take(HEADER_BYTES);
  if (!header) return null;
  const code = header.readUInt32BE(0);
  const options = header.readUInt32BE(4);
  const length = header.readUInt32BE(8);
  if (code === 0 || options > RPC_LIMITS.options || length > RPC_LIMITS.passedOver) return null;
  if (!(await source.skip(options))) return null;
  if (length > RPC_LIMITS.request) return (await source.skip(length)) ? { code, message: null } : null;
  const message = await source.take(length);
  return message && { code, message };
}

/** A message as the answer to the call with that code. */
export function writeFrame(code: number, message: Buffer): Buffer {
  const header = Buffer.alloc(HEADER_BYTES);
  header.writeUInt32BE(code, 0);
  header.writeUInt32BE(message.length, 8);
  return Buffer.concat([header, message]);
}
