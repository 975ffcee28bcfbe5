import assert from "node:assert/strict";
import { VarcoError } from "../../../../shared/errors";
import { encodeFrame, readFrames } from "../../../../native-host/messaging/frames";
import { cut, takeStream } from "./take";
import { inTimeAndSound } from "./target";

/** Little above the longest of the bodies that are searched with: changed lengths are often beyond it. */
const LIMIT = 160;

/** The stream comes out as the bodies that it is made of, however it is cut, up to a frame that is too long. */
export async function checkStream(bytes: Buffer, lengths: readonly number[]): Promise<void> {
  const { out, tooLong } = await read(bytes, lengths);
  const whole = Buffer.concat(out.map(framed));
  assert(out.every(({ length }) => length <= LIMIT));
  assert.deepEqual(bytes.subarray(0, whole.length), whole);
  const left = bytes.subarray(whole.length);
  const announced = left.length < 4 ? null : new Uint32Array(Uint8Array.from(left.subarray(0, 4)).buffer)[0]!;
  assert.equal(tooLong, announced !== null && announced > LIMIT);
  if (!tooLong && announced !== null) assert(announced > left.length - 4, "a whole frame was left");
}

export const check = inTimeAndSound(async (bytes) => {
  const { stream, lengths } = takeStream(bytes);
  await checkStream(stream, lengths);
});

/** The bodies that come out, and whether a frame was refused as too long. */
async function read(bytes: Buffer, lengths: readonly number[]): Promise<{ out: Buffer[]; tooLong: boolean }> {
  const out: Buffer[] = [];
  try {
    for await (const body of readFrames(cut(bytes, lengths), LIMIT)) out.push(body);
    return { out, tooLong: false };
  } catch (thrown) {
    assert(thrown instanceof VarcoError && thrown.code === "message.too-long", String(thrown));
    return { out, tooLong: true };
  }
}

/** A frame with this body, as the browser writes it. */
export function framed(body: Buffer): Buffer {
  const length = Buffer.from(encodeFrame("").subarray(0, 4));
  new Uint32Array(length.buffer, length.byteOffset, 1)[0] = body.length;
  return Buffer.concat([length, body]);
}
