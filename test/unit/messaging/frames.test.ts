import assert from "node:assert/strict";
import { endianness } from "node:os";
import { encodeFrame, readFrames } from "../../../native-host/messaging/frames";

async function* inPieces(bytes: Buffer, size: number): AsyncGenerator<Buffer> {
  for (let at = 0; at < bytes.length; at += size) yield Buffer.from(bytes.subarray(at, at + size));
}

async function texts(input: AsyncIterable<Buffer>, limit?: number): Promise<string[]> {
  const seen: string[] = [];
  for await (const body of readFrames(input, limit)) seen.push(body.toString("utf8"));
  return seen;
}

describe("Frames of native messaging", () => {
  const stream = Buffer.concat([encodeFrame({ a: "è" }), encodeFrame([]), encodeFrame("x".repeat(300))]);

  it("come out whole, however the pipe cuts them", async () => {
    for (const size of [1, 2, 3, 4, 5, 7, 11, 64, stream.length]) {
      assert.deepEqual(
        await texts(inPieces(stream, size)),
        ['{"a":"è"}', "[]", `"${"x".repeat(300)}"`],
        `pieces of ${size}`,
      );
    }
  });

  it("begin with the length of the body in native byte order", () => {
    const frame = encodeFrame({});
    assert.equal(endianness() === "LE" ? frame.readUInt32LE() : frame.readUInt32BE(), 2);
  });

  it("may be empty: the parser of messages refuses that", async () => {
    assert.deepEqual(await texts(inPieces(Buffer.alloc(4), 4)), [""]);
  });

  it("that announce more than the limit end the reading before any byte of them is kept", async () => {
    await assert.rejects(texts(inPieces(Buffer.from([0xff, 0xff, 0xff, 0xff]), 4)), { code: "message.too-long" });
    await assert.rejects(texts(inPieces(stream, 9), 100), { code: "message.too-long" });
  });

  it("that the end of the pipe cuts short are dropped", async () => {
    assert.deepEqual(await texts(inPieces(stream.subarray(0, 15), 15)), ['{"a":"è"}']);
  });

  it("are not written when they are longer than the browser takes", () => {
    assert.throws(() => encodeFrame("x".repeat(1_000_000)), { code: "message.too-long" });
  });

  it("leave nothing of a body in the buffers in which it arrived", async () => {
    const frame = encodeFrame({ kind: "pinAnswer", id: 1, params: { pin: "12345" } });
    for (const size of [4, 30, frame.length]) {
      const pieces: Buffer[] = [];
      for await (const piece of inPieces(frame, size)) pieces.push(piece);
      assert.equal(
        (
          await texts(
            (async function* () {
              yield* pieces;
            })(),
          )
        ).length,
        1,
      );
      assert.ok(
        pieces.every((piece) => piece.every((byte) => byte === 0)),
        `pieces of ${size}`,
      );
    }
  });
});
